package io.cryptodata.streams.runtime;

import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsPropertiesTest {
    @Test
    void a_named_instance_is_a_static_member_with_its_session_timeout() {
        Map<String, Object> settings = of(Map.of("STREAMS_INSTANCE", "streams-1", "STREAMS_SESSION_TIMEOUT", "45s"));
        assertThat(settings).containsEntry("main.consumer.group.instance.id", "streams-1")
                .containsEntry("main.consumer.session.timeout.ms", 45_000)
                .containsEntry("main.consumer.heartbeat.interval.ms", 3_000);
    }

    @Test
    void a_process_without_a_name_is_a_dynamic_member_without_standbys() {
        assertThat(of(Map.of())).doesNotContainKey("main.consumer.group.instance.id")
                .containsEntry("main.consumer.session.timeout.ms", 10_000).containsEntry("num.standby.replicas", 0);
    }

    @Test
    void standbys_state_folder_and_commit_interval_are_settings() {
        assertThat(of(Map.of("STREAMS_STANDBYS", "2", "STREAMS_STATE_DIR", "/state", "STREAMS_COMMIT_EVERY", "50ms")))
                .containsEntry("num.standby.replicas", 2).containsEntry("state.dir", "/state")
                .containsEntry("commit.interval.ms", 50L).containsEntry("processing.guarantee", "exactly_once_v2");
    }

    private static Map<String, Object> of(Map<String, String> environment) {
        return StreamsProperties.of(StreamsConfig.from(environment), new SimpleMeterRegistry()).originals();
    }
}
