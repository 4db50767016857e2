package io.cryptodata.producers.startup;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What must answer before the producers can start: Kafka with its topics, and the registry. Waits for them, and says in
/// one sentence which is missing.
public record Dependencies(ProducersConfig config, HttpClient http) {
    private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);
    private static final List<String> OF_MARKETS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_QUARANTINE,
            TopicName.UNIVERSE, TopicName.LEDGER);
    private static final List<String> TOPICS = Stream.concat(OF_MARKETS.stream(),
            Stream.of(TopicName.LISTINGS, TopicName.COINGECKO_MARKETS, TopicName.OVERRIDES_ASSET_DECLARATION,
                    TopicName.OVERRIDES_FLAGS, TopicName.TASK_RUNS))
            .toList();

    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /// One look at something; null when it is there, otherwise what is wrong with it.
    @FunctionalInterface
    private interface Look {
        @Nullable
        String trouble() throws InterruptedException;
    }

    /// @throws SetupException if something is still missing when patience ends
    public void await() throws InterruptedException {
        await(this::registryTrouble);
        try (Admin admin = Admin
                .create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers(),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ONE_TRY.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_TRY.toMillis()))) {
            await(() -> kafkaTrouble(admin));
        }
    }

    private void await(Look look) throws InterruptedException {
        long deadline = System.nanoTime() + config.kafka().startPatience().toNanos();
        String told = "";
        for (String trouble = look.trouble(); trouble != null; trouble = look.trouble()) {
            if (System.nanoTime() > deadline) {
                throw new SetupException(
                        trouble + " (waited " + config.kafka().startPatience().toSeconds() + " s)");
            }
            if (!trouble.equals(told)) {
                LOG.info("waiting: {}", trouble);
                told = trouble;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private @Nullable String registryTrouble() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(config.kafka().registryUrl().resolve("/apis/ccompat/v7/subjects"))
                .timeout(ONE_TRY).build();
        try {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200
                    ? null
                    : "the schema registry at " + config.kafka().registryUrl() + " answers with status " + status
                            + ": look at its log";
        } catch (IOException e) {
            return "no schema registry answers at " + config.kafka().registryUrl() + ": start it, or set "
                    + ProducersConfig.PREFIX + "REGISTRY_URL";
        }
    }

    private @Nullable String kafkaTrouble(Admin admin) throws InterruptedException {
        try {
            Map<String, TopicDescription> topics = admin.describeTopics(TOPICS).allTopicNames()
                    .get(ONE_TRY.toMillis(), TimeUnit.MILLISECONDS);
            for (TopicDescription topic : topics.values()) {
                if (OF_MARKETS.contains(topic.name()) && topic.partitions().size() != config.kafka().partitions()) {
                    throw new SetupException("topic " + topic.name() + " has " + topic.partitions().size()
                            + " partitions, but " + ProducersConfig.PREFIX + "PARTITIONS is "
                            + config.kafka().partitions()
                            + ": set it to what the topics have");
                }
            }
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException
                    ? "Kafka at " + config.kafka().bootstrapServers() + " does not have all of the topics "
                            + String.join(", ", TOPICS) + ": make them with ./cda topics"
                    : noKafka();
        } catch (TimeoutException e) {
            return noKafka();
        }
    }

    private String noKafka() {
        return "no Kafka broker answers at " + config.kafka().bootstrapServers() + ": start it, or set "
                + ProducersConfig.PREFIX + "BOOTSTRAP_SERVERS";
    }
}
