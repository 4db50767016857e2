package io.cryptodata.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MeterNamesTest {
    @Test
    void meters_of_ours_are_named_by_part_and_thing() {
        assertThat(List.of("cda.producers.candles.published", "cda.venue.requests", "cda.streams.dead.letters",
                "cda.sinks.restarts", "cda.service.loops", "jvm.memory.used", "kafka.stream.thread.commit.rate"))
                .allMatch(MeterNames::isAllowed);
        assertThat(List.of("venue.requests", "cda.venue", "cda.demo.rows", "cda.sinks.Slot", "cda.sinks.slot_lag",
                "cryptodata.streams.candles", "producers.candles")).noneMatch(MeterNames::isAllowed);
    }

    @Test
    void a_strict_registry_refuses_a_meter_outside_the_scheme() {
        MeterRegistry strict = MeterNames.strictRegistry();
        strict.counter("cda.venue.requests", "exchange", "okx").increment();
        assertThatIllegalArgumentException().isThrownBy(() -> strict.counter("venue.requests"))
                .withMessageContaining("venue.requests").withMessageContaining("cda.<part>.<thing>");
        assertThatIllegalArgumentException().isThrownBy(() -> strict.counter("cda.venue.requests", "market", "x"))
                .withMessageContaining("must not have the tag 'market'");
    }

    @Test
    void violations_of_a_registry_are_listed() {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.counter("cda.sinks.restarts");
        registry.counter("restarts");
        assertThat(MeterNames.violations(registry)).containsExactly("restarts");
    }

    @Test
    void a_process_has_its_own_meters_and_those_of_the_jvm() {
        try (ProcessMeters meters = new ProcessMeters()) {
            meters.registry().counter("cda.streams.candles", "outcome", "late").increment(3);
            assertThat(meters.scrape()).contains("cda_streams_candles_total{outcome=\"late\"} 3.0")
                    .contains("jvm_memory_used_bytes").contains("process_uptime_seconds");
            assertThat(MeterNames.violations(meters.registry())).isEmpty();
        }
    }
}
