package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.embedded.DiskLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.Objects;

/// The ports of the servers on this machine, and the free disk space that they need.
final class ServerOptions {
    private static final long GIGABYTE = 1L << 30;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "9092", description = "broker (default: ${DEFAULT-VALUE})")
    int kafkaPort;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "8081", description = "schema registry (default: ${DEFAULT-VALUE})")
    int registryPort;

    @Option(names = "--connect-port", paramLabel = "PORT", defaultValue = "8083", description = "Kafka Connect (default: ${DEFAULT-VALUE})")
    int connectPort;

    @Option(names = "--database-port", paramLabel = "PORT", defaultValue = "5433", description = "PostgreSQL (default: ${DEFAULT-VALUE})")
    int databasePort;

    @Option(names = "--api-port", paramLabel = "PORT", description = "page and read API (default: API_PORT, or 5556)")
    private @Nullable Integer apiPort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "0", description = "/live, /ready and /metrics of this process (default: any free port, printed at the start)")
    int httpPort;

    @Option(names = "--min-free-disk", paramLabel = "GB", defaultValue = "2", description = "refuse to start with less free disk space (default: ${DEFAULT-VALUE})")
    private double minimumFreeGigabytes;

    @Option(names = "--disk-reserve", paramLabel = "GB", description = "pause fetching while less disk space is free, and resume by itself; 0 for no pause (default: CDA_DISK_RESERVE, or 1)")
    private @Nullable Double reserveGigabytes;

    /// The port of the page and the read API.
    ///
    /// @param configured without the option
    int apiPort(int configured) {
        return Objects.requireNonNullElse(apiPort, configured);
    }

    /// @param configuredReserve the reserve without the option, in GB
    /// @throws IllegalArgumentException if one is negative
    DiskLimits disk(double configuredReserve) {
        double reserve = Objects.requireNonNullElse(reserveGigabytes, configuredReserve);
        return new DiskLimits((long) (minimumFreeGigabytes * GIGABYTE), (long) (reserve * GIGABYTE));
    }
}
