package io.cryptodata.producers.fetch;

import io.cryptodata.producers.metrics.ProducersMeters;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The meters of the calls to one service, named `cda.venue.*`.
final class CallMetrics {
    private static final List<String> PAUSES = Stream
            .of(new Failure.Banned(Duration.ZERO, ""), new Failure.SlowDown(Duration.ZERO, ""),
                    new Failure.NotServed(""))
            .map(Failure::outcome).toList();

    private final String service;
    private final RequestBudget budget;
    private final MeterRegistry registry;
    private final Set<RateLimit> limits = ConcurrentHashMap.newKeySet();

    CallMetrics(String service, RequestBudget budget, MeterRegistry registry) {
        this.service = service;
        this.budget = budget;
        this.registry = registry;
        // from zero, so that the first pause is an increase
        PAUSES.forEach(outcome -> ProducersMeters.VENUE_PAUSES.counterIn(registry, service, outcome));
    }

    void sent(Call.Request<?> request, Fetch<?> result) {
        ProducersMeters.VENUE_REQUESTS.counterIn(registry, service, request.name(), result.outcome()).increment();
        request.charges().forEach(charge -> follow(charge.limit()));
    }

    void retried(Call.Request<?> request) {
        ProducersMeters.VENUE_RETRIES.counterIn(registry, service, request.name()).increment();
    }

    void paused(Failure failure) {
        ProducersMeters.VENUE_PAUSES.counterIn(registry, service, failure.outcome()).increment();
    }

    void follow(CallExecutor executor) {
        ProducersMeters.VENUE_PAUSED.gaugeIn(registry, executor, CallMetrics::pausedSeconds, service);
    }

    private void follow(RateLimit limit) {
        if (limits.add(limit)) {
            ProducersMeters.VENUE_BUDGET_USED.gaugeIn(registry, budget, each -> each.used(limit), service,
                    limit.name());
        }
    }

    private static double pausedSeconds(CallExecutor executor) {
        Optional<Duration> left = executor.paused().map(executor::left);
        return left.map(Duration::toMillis).orElse(0L) / 1000.0;
    }
}
