package io.cryptodata.streams.config;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The configuration of the stream process. It checks itself; one message names every problem.
///
/// @param bootstrapServers the Kafka brokers, `host:port[,host:port]`
/// @param registryUrl the schema registry's base, for example `http://127.0.0.1:8081`
/// @param stateDir the folder of the state stores; survives restarts
/// @param threads how many partitions are processed at the same time
/// @param commitEvery how long results wait for the end of their transaction; readers see them after it
/// @param correctionWindow how far back of a market's newest hour late and revised candles change the indicators
/// @param backgroundReplay whether markets whose rows lack a new column or timeframe are replayed without a command
/// @param startTimeout how long to wait at start for the broker, the registry, topics and schemas
/// @param replicas copies of the changelog topics
/// @param membership how the process takes part in the group that shares the partitions
/// @param http where a separate process serves health and metrics; empty for nowhere
public record StreamsConfig(String bootstrapServers, String registryUrl, Path stateDir, int threads,
        Duration commitEvery, Duration correctionWindow, boolean backgroundReplay, Duration startTimeout, int replicas,
        Membership membership, Optional<HttpConfig> http) {
    private static final String PREFIX = "STREAMS_";
    private static final int HTTP_PORT = 8102;
    private static final Duration SHORTEST_COMMIT = Duration.ofMillis(10);
    /// well below the transaction timeout, after which the broker aborts
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_WINDOW = Duration.ofDays(1);
    /// a market keeps a state of 15 kB per week of it
    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);
    private static final StreamsConfig STANDARD = new StreamsConfig("127.0.0.1:9092", "http://127.0.0.1:8081",
            Path.of(".cda", "streams"), 1, Duration.ofMillis(100), Duration.ofDays(45), true,
            Duration.ofSeconds(60), 1, Membership.standard(), Optional.empty());

    public StreamsConfig {
        List<String> problems = new ArrayList<>();
        expect(!bootstrapServers.isBlank(), "BOOTSTRAP_SERVERS must be host:port", bootstrapServers, problems);
        expect(registryUrl.startsWith("http"), "REGISTRY_URL must be http://host:port", registryUrl, problems);
        expect(threads >= 1 && threads <= 64, "THREADS must be between 1 and 64", threads, problems);
        expect(commitEvery.compareTo(SHORTEST_COMMIT) >= 0 && commitEvery.compareTo(LONGEST_COMMIT) <= 0,
                "COMMIT_EVERY must be between 10ms and 10s", commitEvery, problems);
        expect(correctionWindow.compareTo(SHORTEST_WINDOW) >= 0 && correctionWindow.compareTo(LONGEST_WINDOW) <= 0,
                "CORRECTION_WINDOW must be between 1d and 400d", correctionWindow, problems);
        expect(!startTimeout.isNegative(), "PATIENCE must not be negative", startTimeout, problems);
        expect(replicas >= 1 && replicas <= 9, "REPLICAS must be between 1 and 9", replicas, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// Options of the command line that come before the settings of the same name.
    public record Options(OptionalInt threads, OptionalInt replicas) {
        public static Options none() {
            return new Options(OptionalInt.empty(), OptionalInt.empty());
        }
    }

    /// Defaults with these addresses and this folder, without an HTTP server.
    public static StreamsConfig of(String bootstrapServers, String registryUrl, Path stateDir) {
        return new StreamsConfig(bootstrapServers, registryUrl, stateDir, STANDARD.threads, STANDARD.commitEvery,
                STANDARD.correctionWindow, STANDARD.backgroundReplay, STANDARD.startTimeout, STANDARD.replicas,
                STANDARD.membership, STANDARD.http);
    }

    /// From variables that start with `STREAMS_`, the addresses of a running instance, and options. The state is kept in
    /// the data folder's `streams` unless `STREAMS_STATE_DIR` is set.
    ///
    /// @throws SettingsException naming every problem, misspelt names included
    public static StreamsConfig from(Inputs inputs, Options options) {
        return Settings.read(PREFIX, inputs.environment(), settings -> read(settings, inputs, options));
    }

    private static StreamsConfig read(Settings settings, Inputs inputs, Options options) {
        return new StreamsConfig(
                inputs.kafka(settings.text("BOOTSTRAP_SERVERS", STANDARD.bootstrapServers)),
                inputs.registry(settings.text("REGISTRY_URL", STANDARD.registryUrl)),
                settings.parsed("STATE_DIR", inputs.data().resolve("streams"), "a folder like .cda/streams", Path::of),
                options.threads.orElse(settings.integer("THREADS", STANDARD.threads)),
                settings.duration("COMMIT_EVERY", STANDARD.commitEvery),
                settings.duration("CORRECTION_WINDOW", STANDARD.correctionWindow),
                settings.truth("BACKGROUND_REPLAY", STANDARD.backgroundReplay),
                settings.duration("PATIENCE", STANDARD.startTimeout),
                options.replicas.orElse(settings.integer("REPLICAS", STANDARD.replicas)),
                Membership.from(settings),
                inputs.http(HttpConfig.from(settings, Optional.of(HTTP_PORT))));
    }

    private static void expect(boolean holds, String expectation, Object actual, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation + ", but was '" + actual + "'");
        }
    }
}
