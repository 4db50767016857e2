package io.cryptodata.streams;

import java.nio.file.Path;
import java.time.Duration;

/// What the stream needs to know. It checks itself; every message names the setting.
///
/// @param bootstrapServers the Kafka brokers, `host:port[,host:port]`
/// @param registryUrl the schema registry's base, for example `http://127.0.0.1:8081`
/// @param stateDir where the stores lie; survives restarts
/// @param threads how many partitions are worked on at the same time
/// @param commitEvery how long results may wait for their transaction to end; readers see them after it
/// @param patience how long to wait at start for the broker, the registry, topics and schemas
/// @param replicas copies of the store's changelog topic
public record StreamsConfig(String bootstrapServers, String registryUrl, Path stateDir, int threads,
        Duration commitEvery, Duration patience, int replicas) {
    private static final Duration SHORTEST_COMMIT = Duration.ofMillis(10);
    /// well below the transactions' limit, beyond which the broker aborts them
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

    public StreamsConfig {
        require(!bootstrapServers.isBlank(), "STREAMS_BOOTSTRAP_SERVERS must be host:port", bootstrapServers);
        require(registryUrl.startsWith("http"), "STREAMS_REGISTRY_URL must be http://host:port", registryUrl);
        require(threads >= 1 && threads <= 64, "STREAMS_THREADS must be between 1 and 64", threads);
        require(commitEvery.compareTo(SHORTEST_COMMIT) >= 0 && commitEvery.compareTo(LONGEST_COMMIT) <= 0,
                "STREAMS_COMMIT_EVERY must be between 10 milliseconds and 10 seconds", commitEvery);
        require(!patience.isNegative(), "STREAMS_PATIENCE must not be negative", patience);
        require(replicas >= 1 && replicas <= 9, "STREAMS_REPLICAS must be between 1 and 9", replicas);
    }

    /// One broker, one thread, and a minute of patience.
    public static StreamsConfig of(String bootstrapServers, String registryUrl, Path stateDir) {
        return new StreamsConfig(bootstrapServers, registryUrl, stateDir, 1, Duration.ofMillis(300),
                Duration.ofSeconds(60), 1);
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was '" + actual + "'");
        }
    }
}
