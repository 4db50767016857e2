package io.cryptodata.streams.runtime;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.service.topic.TopicAside;
import io.cryptodata.streams.config.StreamsConfig;
import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The dependencies of the stream: the broker with our topics, the registry with their schemas.
public final class StartCheck {
    private static final List<String> REQUIRED = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY,
            TopicName.INDICATORS, TopicName.CANDLES_ROLLUP, TopicName.RATES_USD,
            TopicName.deadLettersOf(TopicName.CANDLES_1H),
            TopicName.deadLettersOf(TopicName.CANDLES_REPLAY), TopicName.COINGECKO_MARKETS,
            TopicName.COINGECKO_SNAPSHOTS, TopicName.deadLettersOf(TopicName.COINGECKO_MARKETS));

    /// a market is in the same partition of all of them
    private static final List<String> OF_MARKETS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY,
            TopicName.INDICATORS, TopicName.CANDLES_ROLLUP, StreamsProperties.MARKET_CHANGELOG);

    private static final List<String> STATE_SOURCES = List.of(TopicName.CANDLES_1H, TopicName.RATES_USD,
            TopicName.COINGECKO_MARKETS);

    private final Admin admin;
    private final StreamsConfig config;
    private final List<Topic> topics = REQUIRED.stream().map(Topics.catalogue()::named).toList();

    private StartCheck(Admin admin, StreamsConfig config) {
        this.admin = admin;
        this.config = config;
    }

    /// Waits until every dependency is ready.
    ///
    /// @param cancelled ends the wait
    /// @throws SetupException naming what is missing after the configured timeout
    public static void awaitReady(Admin admin, StreamsConfig config, BooleanSupplier cancelled) {
        StartCheck check = new StartCheck(admin, config);
        Await.untilReady(() -> {
            if (cancelled.getAsBoolean()) {
                throw new SetupException("the stream was closed while starting");
            }
            return check.missingTopics().or(check::missingSchemas);
        }, config.startTimeout());
        TopicAside.requireNone(admin, OF_MARKETS);
        requireSamePartitions(TopicAdmin.partitions(admin, OF_MARKETS));
    }

    /// The ids of the topics that the state is made from and restored from, as far as they exist.
    ///
    /// @throws SetupException if the broker does not respond
    public static Map<String, String> topicsBehindState(Admin admin) {
        return TopicAdmin.ids(admin, name -> STATE_SOURCES.contains(name)
                || name.startsWith(StreamsProperties.APPLICATION_ID) && name.endsWith("-changelog"));
    }

    /// @param partitions by topic
    /// @throws SetupException naming the topics with another number than `candles.1h`
    static void requireSamePartitions(Map<String, Integer> partitions) {
        Integer expected = partitions.get(TopicName.CANDLES_1H);
        List<String> others = partitions.entrySet().stream().filter(topic -> !topic.getValue().equals(expected))
                .map(topic -> topic.getKey() + " has " + topic.getValue()).sorted().toList();
        if (!others.isEmpty()) {
            throw new SetupException("topic " + TopicName.CANDLES_1H + " has " + expected + " partitions, but "
                    + String.join(", ", others) + ": they must have the same number; change it as in "
                    + "docs/how-to/change-the-number-of-partitions.md");
        }
    }

    private Optional<String> missingTopics() {
        try {
            return missing("topics on the broker at " + config.broker(),
                    TopicAdmin.missing(admin, REQUIRED));
        } catch (SetupException e) {
            return Optional.of("the stream cannot start with the broker at " + config.broker() + ": "
                    + e.getMessage());
        }
    }

    private Optional<String> missingSchemas() {
        try {
            return missing("schemas in the registry at " + config.registry(),
                    SchemaRegistrar.missing(config.registry(), topics, Duration.ZERO));
        } catch (SetupException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> missing(String what, List<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("the stream needs " + what + " that are missing: " + String.join(", ", names)
                        + "; create them with './cda topics'");
    }
}
