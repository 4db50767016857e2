package io.cryptodata.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the stream needs to know. It checks itself; one message names everything that is wrong.
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
    private static final StreamsConfig STANDARD = new StreamsConfig("127.0.0.1:9092", "http://127.0.0.1:8081",
            Path.of(".cda", "streams"), 1, Duration.ofMillis(300), Duration.ofSeconds(60), 1);

    public StreamsConfig {
        List<String> problems = new ArrayList<>();
        expect(!bootstrapServers.isBlank(), "BOOTSTRAP_SERVERS must be host:port", bootstrapServers, problems);
        expect(registryUrl.startsWith("http"), "REGISTRY_URL must be http://host:port", registryUrl, problems);
        expect(threads >= 1 && threads <= 64, "THREADS must be between 1 and 64", threads, problems);
        expect(commitEvery.compareTo(SHORTEST_COMMIT) >= 0 && commitEvery.compareTo(LONGEST_COMMIT) <= 0,
                "COMMIT_EVERY must be between PT0.01S and PT10S", commitEvery, problems);
        expect(!patience.isNegative(), "PATIENCE must not be negative", patience, problems);
        expect(replicas >= 1 && replicas <= 9, "REPLICAS must be between 1 and 9", replicas, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// Standard settings with these addresses and this folder.
    public static StreamsConfig of(String bootstrapServers, String registryUrl, Path stateDir) {
        return new StreamsConfig(bootstrapServers, registryUrl, stateDir, STANDARD.threads, STANDARD.commitEvery,
                STANDARD.patience, STANDARD.replicas);
    }

    /// From variables that begin with `STREAMS_`; whatever is not set is as it usually is.
    ///
    /// @throws IllegalArgumentException naming everything that is wrong, misspelt names too
    public static StreamsConfig from(Map<String, String> environment) {
        StreamsVariables variables = new StreamsVariables(environment);
        String bootstrapServers = variables.text("BOOTSTRAP_SERVERS", STANDARD.bootstrapServers);
        String registryUrl = variables.text("REGISTRY_URL", STANDARD.registryUrl);
        Path stateDir = Path.of(variables.text("STATE_DIR", STANDARD.stateDir.toString()));
        int threads = variables.number("THREADS", STANDARD.threads);
        Duration commitEvery = variables.duration("COMMIT_EVERY", STANDARD.commitEvery);
        Duration patience = variables.duration("PATIENCE", STANDARD.patience);
        int replicas = variables.number("REPLICAS", STANDARD.replicas);
        return variables.checked(() -> new StreamsConfig(bootstrapServers, registryUrl, stateDir, threads, commitEvery,
                patience, replicas));
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(StreamsVariables.PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
