package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.settings.Reading;

import java.nio.file.Path;

/// The options of `./cda up`.
///
/// @param data folder that holds all state
/// @param settings of the services
/// @param ports of the servers on 127.0.0.1
/// @param api port of the page and the read API
/// @param httpPort of health and metrics on 127.0.0.1; 0 for any free one
/// @param disk how much of the disk stays free
/// @param partitionsChanged whether existing topics of markets get the configured number of partitions
public record UpOptions(Path data, Reading<UpConfig> settings, EmbeddedPorts ports, LocalPort api, int httpPort,
        DiskLimits disk, boolean partitionsChanged) {}
