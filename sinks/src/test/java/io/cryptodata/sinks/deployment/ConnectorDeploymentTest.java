package io.cryptodata.sinks.deployment;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectorDeploymentTest {
    private final FakeConnect fake = new FakeConnect();

    ConnectorDeploymentTest() throws IOException {}

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void every_sink_is_deployed_and_runs() {
        try (SinksApp app = app(Duration.ofSeconds(10))) {
            app.start();
            assertThat(app.status()).filteredOn(ConnectorHealth::healthy).hasSize(6);
            assertThat(fake.configs.keySet()).containsExactlyInAnyOrder("sink-candles-1h", "sink-indicators",
                    "sink-listings", "sink-coingecko-snapshots", "sink-task-runs", "source-overrides");
        }
    }

    @Test
    void deploying_again_tells_connect_nothing() {
        try (SinksApp app = app(Duration.ofSeconds(10))) {
            app.start();
        }
        try (SinksApp app = app(Duration.ofSeconds(10))) {
            app.start();
        }
        assertThat(fake.count("PUT")).isEqualTo(6);
    }

    @Test
    void a_rebalance_is_waited_for() {
        fake.rebalances = 3;
        try (SinksApp app = app(Duration.ofSeconds(10))) {
            app.start();
            assertThat(app.status()).filteredOn(ConnectorHealth::healthy).hasSize(6);
        }
    }

    @Test
    void a_refusal_is_told_at_once_in_one_sentence_without_the_password() {
        fake.refusal = 400;
        try (SinksApp app = app(Duration.ofMinutes(10))) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class).hasMessageContaining("no such class")
                    .hasMessageContaining("sink-candles-1h").hasMessageNotContaining("secret!");
        }
    }

    @Test
    void a_connect_that_is_away_is_waited_for_within_the_patience() {
        fake.close();
        try (SinksApp app = app(Duration.ofMillis(600))) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("did not run within").hasMessageContaining(fake.url());
        }
    }

    @Test
    void settings_read_committed_and_have_dead_letters_and_hide_the_password() {
        for (ConnectorConfig connector : ConnectorConfig.sinks(config(Duration.ofSeconds(1)))) {
            assertThat(connector.settings())
                    .containsEntry("consumer.override.isolation.level", "read_committed")
                    .containsEntry("errors.tolerance", "all")
                    .containsEntry("errors.deadletterqueue.topic.name", connector.settings().get("topics") + ".dlq")
                    .containsEntry("connection.password", "secret!");
            assertThat(connector.toString()).doesNotContain("secret!");
        }
    }

    private SinksApp app(Duration patience) {
        return new SinksApp(config(patience), new SimpleMeterRegistry());
    }

    private SinksConfig config(Duration patience) {
        return new SinksConfig("127.0.0.1:1", fake.url(), "http://127.0.0.1:1",
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!"), 2, 1, patience,
                Duration.ofHours(1), CleanupConfig.never());
    }
}
