package io.cryptodata.allinone.embedded;

import java.nio.file.Path;
import java.util.Optional;

/// The configuration of the embedded runtime.
///
/// @param data the folder of all state
/// @param market the market in that folder that runs; empty if the folder has only one
/// @param registryPrograms the folder with the registry's files, created by the build
/// @param sharedPostgresPrograms folder to which PostgreSQL is unpacked; empty for the data folder
/// @param minimumFreeBytes the start is refused with less free disk
/// @param connectPlugins folder of plugins that Connect loads in addition to the class path, created by the build; empty
///        for none
/// @param httpPort of health and metrics; 0 for any free one
public record EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
        Optional<Path> sharedPostgresPrograms, long minimumFreeBytes, EmbeddedPorts ports,
        Optional<Path> connectPlugins, int httpPort) {

    public static final long DEFAULT_MINIMUM_FREE_BYTES = 2L << 30;

    public EmbeddedConfig {
        if (minimumFreeBytes < 0) {
            throw new IllegalArgumentException("the minimum free disk space must not be negative: " + minimumFreeBytes);
        }
    }

    /// Without further plugins.
    public EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
            Optional<Path> sharedPostgresPrograms, long minimumFreeBytes, EmbeddedPorts ports) {
        this(data, market, registryPrograms, sharedPostgresPrograms, minimumFreeBytes, ports, Optional.empty(), 0);
    }

    /// With the plugins of that folder.
    public EmbeddedConfig withConnectPlugins(Path folder) {
        return new EmbeddedConfig(data, market, registryPrograms, sharedPostgresPrograms, minimumFreeBytes, ports,
                Optional.of(folder), httpPort);
    }

    /// With another port of health and metrics.
    public EmbeddedConfig withHttpPort(int port) {
        return new EmbeddedConfig(data, market, registryPrograms, sharedPostgresPrograms, minimumFreeBytes, ports,
                connectPlugins, port);
    }

    /// Creates and locks the data folder.
    DataFolder open(DataFolder.FreeSpace freeSpace) {
        return market.map(name -> DataFolder.open(data, name, minimumFreeBytes, freeSpace))
                .orElseGet(() -> DataFolder.open(data, minimumFreeBytes, freeSpace));
    }

    /// With the registry's programs and the Connect plugins of the build.
    public static EmbeddedConfig ofBuild(Path data, String market, long minimumFreeBytes, EmbeddedPorts ports) {
        Path registry = Path.of(System.getProperty("cda.home", ""), "all-in-one", "target", "registry");
        return new EmbeddedConfig(data, Optional.of(market), registry.toAbsolutePath(), Optional.empty(),
                minimumFreeBytes, ports).withConnectPlugins(WorkerConfig.builtPlugins());
    }

    public static EmbeddedConfig of(Path data, Path registryPrograms, EmbeddedPorts ports) {
        return new EmbeddedConfig(data, Optional.empty(), registryPrograms, Optional.empty(),
                DEFAULT_MINIMUM_FREE_BYTES, ports);
    }
}
