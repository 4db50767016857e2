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
        deployment.deploy(List.of(connector), () -> false);
    }

    @AfterEach
    void stop() {
        connect.close();
        fake.close();
    }

    @Test
    void a_running_connector_is_left_alone() {
        watch.check();
        assertThat(watch.health()).containsExactly(
                new ComponentHealth("sink", true, "RUNNING, 1 of 1 tasks running", 0));
        assertThat(fake.count("POST")).isZero();
    }

    @Test
    void a_failed_task_is_restarted_immediately_and_counted() {
        fake.states.put("sink", "FAILED");
        watch.check();
        assertThat(watch.health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isFalse();
            assertThat(health.restarts()).isEqualTo(1);
            assertThat(health.detail()).contains("table h1_data does not exist").doesNotContain("some.Class");
        });
        watch.check();
        assertThat(watch.health().getFirst().healthy()).isTrue();
        assertThat(watch.health().getFirst().restarts()).isEqualTo(1);
    }

    @Test
    void a_task_that_keeps_failing_is_restarted_with_growing_pauses() {
        fake.states.put("sink", "FAILING");
        for (int second = 0; second <= 60; second++) {
            now = Duration.ofSeconds(second).toNanos();
            watch.check();
        }
        assertThat(fake.count("POST")).isEqualTo(4); // after 0, 5, 10 more and 20 more seconds
    }

    @Test
    void a_connector_that_is_missing_on_connect_is_deployed_again() {
        fake.configs.clear();
        watch.check();
        assertThat(fake.configs).containsKey("sink");
    }

    @Test
    void an_unavailable_connect_is_reported() {
        fake.close();
        watch.check();
        assertThat(watch.health().getFirst().healthy()).isFalse();
        assertThat(watch.health().getFirst().detail()).contains("does not respond");
    }
}
