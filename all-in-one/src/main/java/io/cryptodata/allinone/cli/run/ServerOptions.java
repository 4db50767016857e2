package io.cryptodata.allinone.cli.run;

import picocli.CommandLine.Option;

/// Where the servers of this machine listen and how much disk they must find, for commands that start them.
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

    @Option(names = "--min-free-disk", paramLabel = "GB", defaultValue = "2", description = "refuse to start with less free disk space (default: ${DEFAULT-VALUE})")
    private double minimumFreeGigabytes;

    long minimumFreeBytes() {
        return (long) (minimumFreeGigabytes * GIGABYTE);
    }
}
