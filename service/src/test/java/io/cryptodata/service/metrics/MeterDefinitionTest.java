package io.cryptodata.service.metrics;

import io.cryptodata.service.lifecycle.Health;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MeterDefinitionTest {
    private final MeterRegistry registry = MeterNames.strictRegistry();

    @Test
    void a_definition_outside_the_scheme_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MeterDefinition.counter("candles", "-"))
                .withMessageContaining("cda.<part>.<thing>");
        assertThatIllegalArgumentException().isThrownBy(() -> MeterDefinition.counter("cda.streams.candles", "-",
                "market")).withMessageContaining("must not have the tag 'market'");
    }

    @Test
    void a_meter_has_exactly_its_tags() {
        MeterDefinition requests = MeterDefinition.counter("cda.venue.requests", "-", "exchange", "outcome");
        requests.counterIn(registry, "okx", "ok").increment();
        assertThat(registry.get("cda.venue.requests").tags("exchange", "okx", "outcome", "ok").counter().count())
                .isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> requests.counterIn(registry, "okx"))
                .withMessageContaining("has the tags [exchange, outcome], but was given [okx]");
        assertThatIllegalStateException().isThrownBy(() -> requests.timerIn(registry, "okx", "ok"))
                .withMessageContaining("is defined as COUNTER, not as TIMER");
    }

    @Test
    void a_gauge_that_is_registered_again_has_the_later_source() {
        MeterDefinition lag = MeterDefinition.gauge("cda.streams.lag", "records", "-", "topic");
        lag.gaugeIn(registry, 1, Integer::doubleValue, "a");
        lag.gaugeIn(registry, 2, Integer::doubleValue, "b");
        lag.gaugeIn(registry, 3, Integer::doubleValue, "a");
        assertThat(registry.get("cda.streams.lag").tag("topic", "a").gauge().value()).isEqualTo(3);
        assertThat(registry.get("cda.streams.lag").tag("topic", "b").gauge().value()).isEqualTo(2);
    }

    @Test
    void exactly_one_status_of_a_service_is_one() {
        AtomicReference<Health> health = new AtomicReference<>(new Health.Starting("restoring"));
        HealthMeters.bind("streams", health::get, registry);
        assertThat(status("starting")).isEqualTo(1);
        health.set(Health.degraded("a venue does not respond"));
        assertThat(List.of(status("starting"), status("up"), status("degraded"), status("down")))
                .containsExactly(0.0, 0.0, 1.0, 0.0);
    }

    private double status(String status) {
        return registry.get("cda.service.health").tags("service", "streams", "status", status).gauge().value();
    }
}
