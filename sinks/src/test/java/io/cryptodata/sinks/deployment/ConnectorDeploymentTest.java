package io.cryptodata.sinks.deployment;

import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.config.StorageConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectorDeploymentTest {
    /// the sinks and the source
    private static final int CONNECTORS = SinkTable.ALL.size() + 1;

    private final FakeConnect fake = new FakeConnect();

    ConnectorDeploymentTest() throws IOException {}

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void every_sink_is_deployed_and_runs() {
        try (SinksApp app = app(Duration.ofMinutes(2))) {
            app.start();
            assertThat(app.components()).filteredOn(ComponentHealth::healthy).hasSize(CONNECTORS);
            assertThat(fake.configs.keySet()).containsExactlyInAnyOrderElementsOf(Stream
                    .concat(SinkTable.ALL.stream().map(SinkTable::connector), Stream.of("source-overrides")).toList());
        }
    }

    @Test
    void deploying_again_changes_nothing() {
        try (SinksApp app = app(Duration.ofMinutes(2))) {
            app.start();
        }
        try (SinksApp app = app(Duration.ofMinutes(2))) {
            app.start();
        }
        assertThat(fake.count("PUT")).isEqualTo(CONNECTORS);
    }

    @Test
    void health_names_what_needs_attention_and_is_down_after_closing() {
        SinksApp app = app(Duration.ofMinutes(2));
        assertThat(app.health()).isInstanceOf(Health.Starting.class);
        app.start();
        assertThat(app.health()).isInstanceOfSatisfying(Health.Degraded.class, degraded -> assertThat(
                degraded.reasons()).singleElement().asString().startsWith("slot cda_overrides: state unavailable"));
        assertThat(app.describe()).contains("sink-candles-1h", "source-overrides", fake.url());
        app.close();
        app.close();
        assertThat(app.health()).isInstanceOf(Health.Down.class);
    }

    @Test
    void a_rebalance_is_awaited() {
        fake.rebalances = 3;
        try (SinksApp app = app(Duration.ofMinutes(2))) {
            app.start();
            assertThat(app.components()).filteredOn(ComponentHealth::healthy).hasSize(CONNECTORS);
        }
    }

    @Test
    void a_rejected_connector_fails_immediately_in_one_sentence_without_the_password() {
        fake.errorStatus = 400;
        try (SinksApp app = app(Duration.ofMinutes(10))) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class).hasMessageContaining("no such class")
                    .hasMessageContaining("sink-candles-1h").hasMessageNotContaining("secret!");
        }
    }

    @Test
    void an_unavailable_connect_is_awaited_up_to_the_timeout() {
        fake.close();
        try (SinksApp app = app(Duration.ofMillis(600))) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("did not run within").hasMessageContaining(fake.url());
        }
    }

    @Test
    void sinks_read_committed_records_and_have_dead_letters_and_the_password_is_not_printed() {
        for (ConnectorConfig connector : ConnectorConfig.sinks(config(Duration.ofSeconds(1)))) {
            assertThat(connector.settings())
                    .containsEntry("consumer.override.isolation.level", "read_committed")
                    .containsEntry("errors.tolerance", "all")
                    .containsEntry("errors.deadletterqueue.topic.name", connector.settings().get("topics") + ".dlq")
                    .doesNotContainKey("connection.password");
            assertThat(connector.settings().toString()).doesNotContain("secret!");
        }
    }

    private SinksApp app(Duration startTimeout) {
        return new SinksApp(config(startTimeout), MeterNames.strictRegistry());
    }

    private SinksConfig config(Duration startTimeout) {
        return new SinksConfig(KafkaAccess.plain("127.0.0.1:1"), HttpAccess.plain(fake.url()),
                HttpAccess.plain("http://127.0.0.1:1"),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!"),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!"),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!"), 2, 1,
                startTimeout,
                Duration.ofHours(1), CleanupConfig.never(), StorageConfig.everything(), Optional.empty());
    }
}
