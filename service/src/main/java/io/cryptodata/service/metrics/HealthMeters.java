package io.cryptodata.service.metrics;

import io.cryptodata.service.lifecycle.Health;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;
import java.util.function.Supplier;

/// The status of a service as gauges, one per status.
public final class HealthMeters {
    private static final List<String> STATUSES = List.of(new Health.Starting("").status(), Health.up().status(),
            Health.degraded("-").status(), new Health.Down("").status());

    private HealthMeters() {}

    /// @param service its name, such as `streams`
    /// @param health never blocks
    public static void bind(String service, Supplier<Health> health, MeterRegistry registry) {
        STATUSES.forEach(status -> ServiceMeters.HEALTH.gaugeIn(registry, health,
                now -> now.get().status().equals(status) ? 1 : 0, service, status));
    }
}
