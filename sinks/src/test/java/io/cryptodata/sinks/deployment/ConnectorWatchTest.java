package io.cryptodata.sinks.deployment;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectorWatchTest {
    private final FakeConnect fake = new FakeConnect();
    private final ConnectApi connect = new ConnectApi(fake.url());
    private final ConnectorDeployment deployment = new ConnectorDeployment(connect, fake.url(), Duration.ofSeconds(5));
    private final ConnectorConfig connector = new ConnectorConfig("sink", Map.of("name", "sink"));
    private long now;
    private final ConnectorWatch watch = new ConnectorWatch(connect, deployment, List.of(connector), () -> now);

    ConnectorWatchTest() throws IOException {}

    @BeforeEach
    void deploy() {
        deployment.deploy(List.of(connector));
    }

    @AfterEach
    void stop() {
        connect.close();
        fake.close();
    }

    @Test
    void what_runs_is_left_alone() {
        watch.look();
        assertThat(watch.health()).containsExactly(
                new ConnectorHealth("sink", true, "RUNNING, 1 of 1 tasks running", 0));
        assertThat(fake.count("POST")).isZero();
    }

    @Test
    void a_failed_task_is_restarted_at_once_and_counted() {
        fake.states.put("sink", "FAILED");
        watch.look();
        assertThat(watch.health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isFalse();
            assertThat(health.restarts()).isEqualTo(1);
            assertThat(health.detail()).contains("table h1_data does not exist").doesNotContain("some.Class");
        });
        watch.look();
        assertThat(watch.health().getFirst().healthy()).isTrue();
        assertThat(watch.health().getFirst().restarts()).isEqualTo(1);
    }

    @Test
    void a_task_that_keeps_failing_is_restarted_after_ever_longer_pauses() {
        fake.states.put("sink", "STUBBORN");
        for (int second = 0; second <= 60; second++) {
            now = Duration.ofSeconds(second).toNanos();
            watch.look();
        }
        assertThat(fake.count("POST")).isEqualTo(4); // after 0, 5, 10 more and 20 more seconds
    }

    @Test
    void a_connector_that_connect_forgot_is_deployed_again() {
        fake.configs.clear();
        watch.look();
        assertThat(fake.configs).containsKey("sink");
    }

    @Test
    void a_connect_that_is_away_is_told_and_does_no_harm() {
        fake.close();
        watch.look();
        assertThat(watch.health().getFirst().healthy()).isFalse();
        assertThat(watch.health().getFirst().detail()).contains("does not answer");
    }
}
