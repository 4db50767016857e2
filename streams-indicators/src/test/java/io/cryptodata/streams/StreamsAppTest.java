package io.cryptodata.streams;

import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.streams.config.Membership;
import io.cryptodata.streams.config.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamsAppTest {
    @TempDir
    Path stateDir;

    @Test
    void a_missing_broker_is_reported_in_one_sentence() {
        try (StreamsApp app = app()) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("the Kafka broker").hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void is_starting_before_the_start_and_down_after_the_close() {
        StreamsApp app = app();
        assertThat(app.health()).isInstanceOf(Health.Starting.class);
        assertThat(app.lag()).isEmpty();
        app.close();
        app.close();
        assertThat(app.health()).isEqualTo(new Health.Down("closed"));
        assertThatThrownBy(app::start).isInstanceOf(SetupException.class).hasMessageContaining("closed");
        app.close();
    }

    @Test
    void the_description_counts_indicators_and_timeframes() {
        try (StreamsApp app = app()) {
            assertThat(app.describe()).matches("\\d+ indicators on \\d+ timeframes, exactly once");
            assertThat(app.name()).isEqualTo("streams");
        }
    }

    private StreamsApp app() {
        return new StreamsApp(new StreamsConfig(KafkaAccess.plain("127.0.0.1:1"),
                HttpAccess.plain("http://127.0.0.1:1"), stateDir, 1,
                Duration.ofMillis(100), Duration.ofDays(45), true, Duration.ofMillis(500), 1, Membership.standard(),
                Optional.empty()), MeterNames.strictRegistry());
    }
}
