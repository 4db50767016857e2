package io.cryptodata.allinone.embedded;

import io.cryptodata.service.http.HttpConfig;

import java.nio.file.Path;
import java.util.Optional;

/// The configuration of the embedded runtime.
///
/// @param data the folder of all state
/// @param market the market in that folder that runs; empty if the folder has only one
/// @param registryPrograms the folder with the registry's files, created by the build
/// @param sharedPostgresPrograms folder to which PostgreSQL is unpacked; empty for the data folder
/// @param disk how much of the disk stays free
/// @param connectPlugins folder of plugins that Connect loads in addition to the class path, created by the build; empty
///        for none
/// @param http where health and metrics of the process are served
public record EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
        Optional<Path> sharedPostgresPrograms, DiskLimits disk, EmbeddedPorts ports,
        Optional<Path> connectPlugins, HttpConfig http) {

    /// Without further plugins, with the standard reserve.
    ///
    /// @param minimumFreeBytes the start is refused with less free disk
    public EmbeddedConfig(Path data, Optional<String> market, Path registryPrograms,
            Optional<Path> sharedPostgresPrograms, long minimumFreeBytes, EmbeddedPorts ports) {
        this(data, market, registryPrograms, sharedPostgresPrograms,
                new DiskLimits(minimumFreeBytes, DiskLimits.standard().reserveBytes()), ports, Optional.empty(),
                HttpConfig.onLoopback(0));
    }

    /// With the plugins of that folder.
    public EmbeddedConfig withConnectPlugins(Path folder) {
        return new EmbeddedConfig(data, market, registryPrograms, sharedPostgresPrograms, disk, ports,
                Optional.of(folder), http);
    }

    /// With health and metrics served elsewhere.
    public EmbeddedConfig withHttp(HttpConfig other) {
        return new EmbeddedConfig(data, market, registryPrograms, sharedPostgresPrograms, disk, ports,
                connectPlugins, other);
    }

    /// Creates and locks the data folder.
    DataFolder open(DataFolder.FreeSpace freeSpace) {
        return market.map(name -> DataFolder.open(data, name, disk.toStartBytes(), freeSpace))
                .orElseGet(() -> DataFolder.open(data, disk.toStartBytes(), freeSpace));
    }

    /// With the registry's programs and the Connect plugins of the build.
    public static EmbeddedConfig ofBuild(Path data, String market, DiskLimits disk, EmbeddedPorts ports) {
        Path registry = Path.of(System.getProperty("cda.home", ""), "all-in-one", "target", "registry");
        return new EmbeddedConfig(data, Optional.of(market), registry.toAbsolutePath(), Optional.empty(),
                disk, ports, Optional.of(WorkerConfig.builtPlugins()), HttpConfig.onLoopback(0));
    }

    public static EmbeddedConfig of(Path data, Path registryPrograms, EmbeddedPorts ports) {
        return new EmbeddedConfig(data, Optional.empty(), registryPrograms, Optional.empty(),
                DiskLimits.standard(), ports, Optional.empty(), HttpConfig.onLoopback(0));
    }
}
