package io.cryptodata.streams.runtime;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.streams.StreamsConfig;
import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// What must be there before the stream starts: the broker with our topics, the registry with their schemas. It waits for
/// them, and says in one sentence what did not come.
public final class StartCheck {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final List<String> NEEDED = List.of(TopicName.CANDLES_1H, TopicName.INDICATORS,
            TopicName.CANDLES_ROLLUP, TopicName.deadLettersOf(TopicName.CANDLES_1H), TopicName.COINGECKO_MARKETS,
            TopicName.COINGECKO_SNAPSHOTS, TopicName.deadLettersOf(TopicName.COINGECKO_MARKETS));

    private StartCheck() {}

    /// Returns when all is there.
    ///
    /// @throws SetupException if after the configuration's patience something is still missing
    public static void waitUntilReady(Admin admin, StreamsConfig config) {
        long deadline = System.nanoTime() + config.patience().toNanos();
        waitUntilNone(deadline, () -> missingTopics(admin, config), "topics on the broker at "
                + config.bootstrapServers());
        List<Topic> topics = NEEDED.stream().map(Topics.catalogue()::named).toList();
        waitUntilNone(deadline, () -> SchemaRegistrar.missing(config.registryUrl(), topics, left(deadline)),
                "schemas in the registry at " + config.registryUrl());
    }

    private static List<String> missingTopics(Admin admin, StreamsConfig config) {
        try {
            return TopicAdmin.missing(admin, NEEDED);
        } catch (SetupException e) {
            throw new SetupException("the stream cannot start with the broker at " + config.bootstrapServers() + ": "
                    + e.getMessage(), e);
        }
    }

    private static void waitUntilNone(long deadline, Supplier<List<String>> missing, String what) {
        while (true) {
            try {
                List<String> names = missing.get();
                if (names.isEmpty()) {
                    return;
                }
                throw new SetupException("the stream needs " + what + " that are not there: "
                        + String.join(", ", names) + "; create them with './cda topics'");
            } catch (SetupException e) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while waiting for topics and schemas", e);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
