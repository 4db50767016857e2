package io.cryptodata.streams;

import io.cryptodata.service.lifecycle.SetupException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamsAppTest {
    @TempDir
    Path stateDir;

    @Test
    void says_in_one_sentence_that_the_broker_is_not_there() {
        try (StreamsApp app = app()) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("the Kafka broker").hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void tells_what_it_is_before_and_after() {
        StreamsApp app = app();
        assertThat(app.state()).isEqualTo(StreamsApp.State.STARTING);
        assertThat(app.lag()).isEmpty();
        assertThat(app.trouble()).isEmpty();
        app.close();
        assertThat(app.state()).isEqualTo(StreamsApp.State.STOPPED);
    }

    private StreamsApp app() {
        return new StreamsApp(new StreamsConfig("127.0.0.1:1", "http://127.0.0.1:1", stateDir, 1,
                Duration.ofMillis(100), Duration.ofMillis(500), 1), new SimpleMeterRegistry());
    }
}
