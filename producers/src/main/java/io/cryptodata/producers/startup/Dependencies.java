package io.cryptodata.producers.startup;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAside;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The external dependencies of the producers: the schema registry, and Kafka with its topics.
public record Dependencies(ProducersConfig config) {
    private static final List<String> TOPICS_OF_MARKETS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_QUARANTINE,
            TopicName.UNIVERSE, TopicName.LEDGER);
    private static final List<String> TOPICS = Stream.concat(TOPICS_OF_MARKETS.stream(),
            Stream.of(TopicName.LISTINGS, TopicName.COINGECKO_MARKETS, TopicName.OVERRIDES_ASSET_DECLARATION,
                    TopicName.OVERRIDES_FLAGS, TopicName.OPERATIONS, TopicName.TASK_RUNS))
            .toList();

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /// Waits until everything is ready.
    ///
    /// @throws SetupException naming what is not ready after the configured timeout
    public void await() {
        Duration timeout = config.kafka().startTimeout();
        Await.untilReady(this::registry, timeout);
        try (Admin admin = Admin.create(config.kafka().broker().with(
                Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis())))) {
            Await.untilReady(() -> kafka(admin), timeout);
        }
    }

    private Optional<String> registry() throws InterruptedException {
        HttpRequest request = config.kafka().registry().request("/apis/ccompat/v7/subjects")
                .timeout(REQUEST_TIMEOUT).build();
        try (HttpClient http = config.kafka().registry().client(REQUEST_TIMEOUT).build()) {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200
                    ? Optional.empty()
                    : Optional.of("the schema registry at " + config.kafka().registry().describeRefusal(status)
                            .orElseGet(() -> config.kafka().registry() + " responds with status " + status
                                    + ": see its log"));
        } catch (IOException e) {
            return Optional.of("the schema registry at " + config.kafka().registry()
                    + " cannot be reached: start it, or set " + ProducersConfig.PREFIX + "REGISTRY_URL");
        }
    }

    private Optional<String> kafka(Admin admin) throws InterruptedException {
        try {
            requirePartitions(admin.describeTopics(TOPICS).allTopicNames()
                    .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).values());
            TopicAside.requireNone(admin, TOPICS_OF_MARKETS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() instanceof UnknownTopicOrPartitionException
                    ? "Kafka at " + config.kafka().broker() + " does not have all of the topics "
                            + String.join(", ", TOPICS) + ": create them with ./cda topics"
                    : KafkaFailure.describe(e).orElseGet(this::unreachable));
        } catch (TimeoutException e) {
            return Optional.of(unreachable());
        }
    }

    private void requirePartitions(Collection<TopicDescription> topics) {
        int configured = config.kafka().partitions();
        for (TopicDescription topic : topics) {
            if (TOPICS_OF_MARKETS.contains(topic.name()) && topic.partitions().size() != configured) {
                throw new SetupException("topic " + topic.name() + " has " + topic.partitions().size()
                        + " partitions, but CDA_PARTITIONS or " + ProducersConfig.PREFIX + "PARTITIONS is "
                        + configured + ": set it to the topics' number of partitions, or change theirs as in "
                        + "docs/how-to/change-the-number-of-partitions.md");
            }
        }
    }

    private String unreachable() {
        return "Kafka at " + config.kafka().broker() + " cannot be reached: start it, or set "
                + "CDA_KAFKA or " + ProducersConfig.PREFIX + "BOOTSTRAP_SERVERS; " + KafkaFailure.WITHOUT_RESPONSE;
    }
}
