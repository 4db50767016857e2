package io.cryptodata.streams;

import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

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
    private static final String PREFIX = "STREAMS_";
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
                "COMMIT_EVERY must be between 10ms and 10s", commitEvery, problems);
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
    /// @throws SettingsException naming everything that is wrong, misspelt names too
    public static StreamsConfig from(Map<String, String> environment) {
        return Settings.read(PREFIX, environment, StreamsConfig::read);
    }

    private static StreamsConfig read(Settings settings) {
        return new StreamsConfig(settings.text("BOOTSTRAP_SERVERS", STANDARD.bootstrapServers),
                settings.text("REGISTRY_URL", STANDARD.registryUrl),
                settings.parsed("STATE_DIR", STANDARD.stateDir, "a folder like .cda/streams", Path::of),
                settings.integer("THREADS", STANDARD.threads),
                settings.duration("COMMIT_EVERY", STANDARD.commitEvery),
                settings.duration("PATIENCE", STANDARD.patience), settings.integer("REPLICAS", STANDARD.replicas));
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
