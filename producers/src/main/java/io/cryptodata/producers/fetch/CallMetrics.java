package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Meters of the calls to one service:
///
/// - `cda.venue.requests` by `request` and `outcome`
/// - `cda.venue.budget.used` by `limit`: the used part of our share, 0 to 1
/// - `cda.venue.pauses` by `outcome`, and `cda.venue.paused`: the remaining seconds of the pause in force
final class CallMetrics {
    private static final String EXCHANGE = "exchange";
    private static final String OUTCOME = "outcome";

    private final String service;
    private final RequestBudget budget;
    private final MeterRegistry registry;
    private final Set<RateLimit> limits = ConcurrentHashMap.newKeySet();

    CallMetrics(String service, RequestBudget budget, MeterRegistry registry) {
        this.service = service;
        this.budget = budget;
        this.registry = registry;
    }

    void sent(Call.Request<?> request, Fetch<?> result) {
        registry.counter("cda.venue.requests", EXCHANGE, service, "request", request.name(), OUTCOME, result.outcome())
                .increment();
        request.charges().forEach(charge -> follow(charge.limit()));
    }

    void paused(Failure failure) {
        registry.counter("cda.venue.pauses", EXCHANGE, service, OUTCOME, failure.outcome()).increment();
    }

    void follow(CallExecutor executor) {
        Gauge.builder("cda.venue.paused", executor, CallMetrics::pausedSeconds).tag(EXCHANGE, service)
                .baseUnit("seconds").register(registry);
    }

    private void follow(RateLimit limit) {
        if (limits.add(limit)) {
            Gauge.builder("cda.venue.budget.used", budget, each -> each.used(limit)).tag(EXCHANGE, service)
                    .tag("limit", limit.name()).register(registry);
        }
    }

    private static double pausedSeconds(CallExecutor executor) {
        Optional<Duration> left = executor.paused().map(executor::left);
        return left.map(Duration::toMillis).orElse(0L) / 1000.0;
    }
}
