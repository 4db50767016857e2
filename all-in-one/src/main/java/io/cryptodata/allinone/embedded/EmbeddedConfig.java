package io.cryptodata.allinone.embedded;

import java.nio.file.Path;
import java.util.Optional;

/// What a person may choose about the embedded runtime.
///
/// @param data the folder of all state
/// @param market which of the markets in that folder runs; when empty the folder has only one
/// @param registryPrograms the folder with the registry's files, made by the build
/// @param sharedPostgresPrograms where PostgreSQL is unpacked; in the data folder when empty
/// @param minimumFreeBytes the start is refused with less free disk
/// @param connectPlugins the folder of plugins that Connect loads beside those on the class path, made by the build; when
/// empty it loads no others
public record EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
        Optional<Path> sharedPostgresPrograms, long minimumFreeBytes, EmbeddedPorts ports,
        Optional<Path> connectPlugins) {

    public static final long DEFAULT_MINIMUM_FREE_BYTES = 2L << 30;

    public EmbeddedConfig {
        if (minimumFreeBytes < 0) {
            throw new IllegalArgumentException("the minimum of free disk must not be negative: " + minimumFreeBytes);
        }
    }

    /// Without further plugins.
    public EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
            Optional<Path> sharedPostgresPrograms, long minimumFreeBytes, EmbeddedPorts ports) {
        this(data, market, registryPrograms, sharedPostgresPrograms, minimumFreeBytes, ports, Optional.empty());
    }

    /// The same with the plugins of that folder.
    public EmbeddedConfig withConnectPlugins(Path folder) {
        return new EmbeddedConfig(data, market, registryPrograms, sharedPostgresPrograms, minimumFreeBytes, ports,
                Optional.of(folder));
    }

    /// Takes possession of the data folder.
    DataFolder open(DataFolder.FreeSpace freeSpace) {
        return market.map(name -> DataFolder.open(data, name, minimumFreeBytes, freeSpace))
                .orElseGet(() -> DataFolder.open(data, minimumFreeBytes, freeSpace));
    }

    public static EmbeddedConfig of(Path data, Path registryPrograms, EmbeddedPorts ports) {
        return new EmbeddedConfig(data, Optional.empty(), registryPrograms, Optional.empty(),
                DEFAULT_MINIMUM_FREE_BYTES, ports);
    }
}
