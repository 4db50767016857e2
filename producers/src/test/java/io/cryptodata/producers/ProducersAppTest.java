package io.cryptodata.producers;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.metrics.MeterNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProducersAppTest {
    @Test
    void is_starting_before_the_start_and_down_after_a_failed_one() {
        try (ProducersApp app = app("50ms")) {
            assertThat(app.health()).isEqualTo(new Health.Starting("not started"));
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("the schema registry at http://127.0.0.1:1 cannot be reached")
                    .hasMessageContaining("PRODUCERS_REGISTRY_URL");
            assertThat(app.health()).isInstanceOfSatisfying(Health.Down.class,
                    down -> assertThat(down.reason()).contains("cannot be reached"));
            assertThat(app.status().markets()).isEmpty();
        }
    }

    @Test
    void closing_ends_a_start_in_progress() throws InterruptedException {
        ProducersApp app = app("10m");
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread starter = Thread.ofVirtual().start(() -> {
            try {
                app.start();
            } catch (SetupException e) {
                failure.set(e);
            }
        });
        while (!app.health().reasons().toString().contains("waiting for")) {
            Thread.onSpinWait();
        }
        app.close();
        starter.join();
        assertThat(failure.get()).hasMessageContaining("interrupted");
        assertThat(app.health()).isEqualTo(new Health.Down("closed"));
        assertThatThrownBy(app::start).isInstanceOf(SetupException.class);
    }

    private static ProducersApp app(String startTimeout) {
        return new ProducersApp(ProducersConfig.from(Map.of("PRODUCERS_REGISTRY_URL", "http://127.0.0.1:1",
                "PRODUCERS_START_PATIENCE", startTimeout)), MeterNames.strictRegistry());
    }
}
