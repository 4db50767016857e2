package io.cryptodata.streams;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StreamsConfigTest {
    private static final Path STATE = Path.of("target/state");

    @Test
    void has_defaults_for_all_but_addresses_and_folder() {
        StreamsConfig config = StreamsConfig.of("127.0.0.1:9092", "http://127.0.0.1:8081", STATE);
        assertThat(config.threads()).isEqualTo(1);
        assertThat(config.commitEvery()).isBetween(Duration.ofMillis(200), Duration.ofMillis(500));
    }

    @Test
    void names_the_setting_that_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamsConfig("127.0.0.1:9092", "http://127.0.0.1:8081", STATE, 0,
                        Duration.ofMillis(300), Duration.ZERO, 1))
                .withMessage("STREAMS_THREADS must be between 1 and 64, but was '0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamsConfig("127.0.0.1:9092", "http://127.0.0.1:8081", STATE, 1,
                        Duration.ofSeconds(30), Duration.ZERO, 1))
                .withMessageContaining("STREAMS_COMMIT_EVERY");
        assertThatIllegalArgumentException().isThrownBy(() -> StreamsConfig.of(" ", "http://127.0.0.1:8081", STATE))
                .withMessageContaining("STREAMS_BOOTSTRAP_SERVERS");
    }
}
