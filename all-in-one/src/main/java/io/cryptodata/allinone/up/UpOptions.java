package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.EmbeddedPorts;

import java.nio.file.Path;
import java.util.Map;

/// What the user asked of `./cda up`.
///
/// @param data folder that holds all state
/// @param settings of the producers and the cleanup, by their names in the environment; addresses of our own servers are added here
/// @param ports where the servers listen on 127.0.0.1
/// @param minimumFreeBytes free disk space below which nothing is started
public record UpOptions(Path data, Map<String, String> settings, EmbeddedPorts ports, long minimumFreeBytes) {
    public UpOptions {
        settings = Map.copyOf(settings);
        if (minimumFreeBytes < 0) {
            throw new IllegalArgumentException("--min-free-disk must not be negative, but was " + minimumFreeBytes);
        }
    }
}
