package io.cryptodata.streams.config;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Problems;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The configuration of the stream process. It checks itself; one message names every problem.
///
/// @param broker the Kafka brokers
/// @param registry for example at `http://127.0.0.1:8081`
/// @param stateDir the folder of the state stores; survives restarts
/// @param threads how many partitions are processed at the same time
/// @param commitEvery how long results wait for the end of their transaction; readers see them after it
/// @param correctionWindow how far back of a market's newest hour late and revised candles change the indicators
/// @param backgroundReplay whether markets whose rows lack a new column or timeframe are replayed without a command
/// @param startTimeout how long to wait at start for the broker, the registry, topics and schemas
/// @param replicas copies of the changelog topics
/// @param membership how the process takes part in the group that shares the partitions
/// @param http where a separate process serves health and metrics; empty for nowhere
public record StreamsConfig(KafkaAccess broker, HttpAccess registry, Path stateDir, int threads,
        Duration commitEvery, Duration correctionWindow, boolean backgroundReplay, Duration startTimeout, int replicas,
        Membership membership, Optional<HttpConfig> http) {
    /// The prefix of the settings' names.
    public static final String PREFIX = "STREAMS_";

    private static final int HTTP_PORT = 8102;
    private static final Setting<String> BOOTSTRAP_SERVERS = Setting
            .of("BOOTSTRAP_SERVERS", Format.BROKERS, "the brokers, where they differ from `CDA_KAFKA`")
            .withDefault("127.0.0.1:9092");
    private static final Setting<String> REGISTRY_URL = Setting
            .of("REGISTRY_URL", Format.SERVER_URL, "the schema registry, where it differs from `CDA_REGISTRY`")
            .withDefault("http://127.0.0.1:8081");
    private static final Setting<Path> STATE_DIR = Setting
            .of("STATE_DIR", Format.of("a folder like .cda/streams", Path::of),
                    "the folder of the state stores. It survives restarts; one that is lost or corrupt is rebuilt from the changelog topics")
            .withDefaultInWords("`streams` in the data folder");
    private static final Setting<Integer> THREADS = Setting
            .of("THREADS", Format.integer(1, 64), "partitions that are processed at the same time; also `--threads`")
            .withDefault("1");
    /// well below the transaction timeout, after which the broker aborts
    private static final Setting<Duration> COMMIT_EVERY = Setting
            .of("COMMIT_EVERY", Format.duration(Duration.ofMillis(10), Duration.ofSeconds(10)),
                    "how long results wait for the end of their transaction. It dominates latency; fewer commits cost less")
            .withDefault("100ms");
    /// a market keeps a state of 15 kB per week of it
    private static final Setting<Duration> CORRECTION_WINDOW = Setting
            .of("CORRECTION_WINDOW", Format.duration(Duration.ofDays(1), Duration.ofDays(400)),
                    "how far back of a market's newest hour late and revised candles change indicators; older ones need a replay. Set `PRODUCERS_CORRECTION_WINDOW` alike")
            .withDefault("45d");
    private static final Setting<Boolean> BACKGROUND_REPLAY = Setting.truth("BACKGROUND_REPLAY", true,
            "whether markets whose rows lack a new column or timeframe are replayed in the background");
    private static final Setting<Duration> PATIENCE = Setting
            .of("PATIENCE", Format.duration(Duration.ZERO, Duration.ofDays(1)),
                    "how long the start waits for broker, topics, registry and schemas")
            .withDefault("60s");
    private static final Setting<Integer> REPLICAS = Setting
            .of("REPLICAS", Format.integer(1, 9), "copies of the changelog topics; also `--replicas`")
            .withDefault("1");

    public StreamsConfig {
        Problems problems = new Problems(PREFIX);
        problems.check(BOOTSTRAP_SERVERS, broker.servers());
        problems.check(REGISTRY_URL, registry.url());
        problems.check(THREADS, threads);
        problems.check(COMMIT_EVERY, commitEvery);
        problems.check(CORRECTION_WINDOW, correctionWindow);
        problems.check(PATIENCE, startTimeout);
        problems.check(REPLICAS, replicas);
        problems.throwIfAny();
    }

    /// Options of the command line that come before the settings of the same name.
    public record Options(OptionalInt threads, OptionalInt replicas) {
        public static Options none() {
            return new Options(OptionalInt.empty(), OptionalInt.empty());
        }
    }

    /// Defaults with these addresses and this folder, without an HTTP server.
    public static StreamsConfig of(String bootstrapServers, String registryUrl, Path stateDir) {
        return from(Map.of()).at(bootstrapServers, registryUrl, stateDir);
    }

    /// The same with other addresses and another folder, without an HTTP server.
    public StreamsConfig at(String otherServers, String otherRegistry, Path otherStateDir) {
        return new StreamsConfig(broker.at(otherServers), registry.at(otherRegistry), otherStateDir, threads,
                commitEvery, correctionWindow,
                backgroundReplay, startTimeout, replicas, membership, Optional.empty());
    }

    /// From variables that start with `STREAMS_`.
    ///
    /// @throws SettingsException naming every problem, misspelt names included
    public static StreamsConfig from(Map<String, String> environment) {
        return Settings.read(SettingSources.of(environment), settings -> read(settings, Inputs.none(), Options.none()))
                .orThrow();
    }

    /// From the settings `STREAMS_...`, the addresses of all processes, and options. The state is kept in the data folder's
    /// `streams` unless `STREAMS_STATE_DIR` is set.
    public static StreamsConfig read(Settings all, Inputs inputs, Options options) {
        Settings settings = all.prefixed(PREFIX);
        return new StreamsConfig(inputs.broker(settings, BOOTSTRAP_SERVERS), inputs.registry(settings, REGISTRY_URL),
                settings.get(STATE_DIR, inputs.data().resolve("streams")),
                options.threads.orElse(settings.get(THREADS)), settings.get(COMMIT_EVERY),
                settings.get(CORRECTION_WINDOW), settings.get(BACKGROUND_REPLAY), settings.get(PATIENCE),
                options.replicas.orElse(settings.get(REPLICAS)), Membership.read(settings),
                inputs.http(HttpConfig.from(settings, HTTP_PORT)));
    }
}
