package io.cryptodata.streams.runtime;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.streams.config.StreamsConfig;
import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The dependencies of the stream: the broker with our topics, the registry with their schemas.
public final class StartCheck {
    private static final List<String> REQUIRED = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY,
            TopicName.INDICATORS, TopicName.CANDLES_ROLLUP, TopicName.RATES_USD,
            TopicName.deadLettersOf(TopicName.CANDLES_1H),
            TopicName.deadLettersOf(TopicName.CANDLES_REPLAY), TopicName.COINGECKO_MARKETS,
            TopicName.COINGECKO_SNAPSHOTS, TopicName.deadLettersOf(TopicName.COINGECKO_MARKETS));

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
    }

    private Optional<String> missingTopics() {
        try {
            return missing("topics on the broker at " + config.bootstrapServers(),
                    TopicAdmin.missing(admin, REQUIRED));
        } catch (SetupException e) {
            return Optional.of("the stream cannot start with the broker at " + config.bootstrapServers() + ": "
                    + e.getMessage());
        }
    }

    private Optional<String> missingSchemas() {
        try {
            return missing("schemas in the registry at " + config.registryUrl(),
                    SchemaRegistrar.missing(config.registryUrl(), topics, Duration.ZERO));
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
