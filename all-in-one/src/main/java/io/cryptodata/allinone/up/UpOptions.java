package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.allinone.embedded.EmbeddedPorts;

import java.nio.file.Path;
import java.util.Map;

/// The options of `./cda up`.
///
/// @param data folder that holds all state
/// @param settings of the producers and the sinks, by their names in the environment
/// @param ports of the servers on 127.0.0.1
/// @param httpPort of health and metrics on 127.0.0.1; 0 for any free one
/// @param disk how much of the disk stays free
/// @param partitionsChanged whether existing topics of markets get the configured number of partitions
public record UpOptions(Path data, Map<String, String> settings, EmbeddedPorts ports, int httpPort,
        DiskLimits disk, boolean partitionsChanged) {
    public UpOptions {
        settings = Map.copyOf(settings);
    }
}
