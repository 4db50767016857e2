package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.ratelimit.RequestBudget.Later;
import io.cryptodata.producers.ratelimit.RequestBudget.Now;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The only way to a service that limits us: asks the budget before each request, repeats after transient trouble, and
/// stops everything that goes there when it says so. Safe for many threads; each call waits by itself and for a limited
/// time.
public final class RequestGate {
    private final String name;
    private final RequestBudget budget;
    private final RetryRules rules;
    private final WallTime time;
    private final MeterRegistry metrics;
    private volatile @Nullable Stop stop;

    /// @param name of the service, for texts and metrics
    public RequestGate(String name, RequestBudget budget, RetryRules rules, WallTime time, MeterRegistry metrics) {
        this.name = name;
        this.budget = budget;
        this.rules = rules;
        this.time = time;
        this.metrics = metrics;
    }

    /// Nothing may be asked before `until`.
    ///
    /// @param banned whether we are shut out, rather than asked to slow down
    public record Stop(Instant until, boolean banned, String reason) {}

    /// One request, as metrics name it, and what it costs.
    public record Cost(String kind, List<Charge> charges) {
        public Cost {
            charges = List.copyOf(charges);
        }
    }

    public String name() {
        return name;
    }

    public RequestBudget budget() {
        return budget;
    }

    /// Why and until when nothing may be asked; empty when the way is free.
    public Optional<Stop> stopped() {
        Stop current = stop;
        return current == null || !time.instant().isBefore(current.until) ? Optional.empty() : Optional.of(current);
    }

    /// The answer after all waiting and repeating.
    ///
    /// @param repeats how often transient trouble is met with another try, at most as often as the rules say
    public <T> Fetch<T> ask(Cost cost, Priority priority, int repeats, Supplier<Fetch<T>> call) {
        Instant deadline = time.instant().plus(rules.longestWait());
        try {
            for (int repeat = 1;; repeat++) {
                Fetch<T> answer = once(cost, priority, deadline, call);
                boolean asked = !(answer instanceof Fetch.SlowDown<T>) || stopped().isPresent();
                if (repeat > Math.min(repeats, rules.retries()) || !asked || !worthRepeating(answer, deadline)) {
                    return answer;
                }
                if (!(answer instanceof Fetch.SlowDown<T>)) {
                    time.pause(rules.pauseBefore(repeat));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetch.Unavailable<>("interrupted while waiting for " + name);
        }
    }

    private <T> Fetch<T> once(Cost cost, Priority priority, Instant deadline, Supplier<Fetch<T>> call)
            throws InterruptedException {
        while (true) {
            Instant now = time.instant();
            Optional<Stop> stopped = stopped();
            if (stopped.isPresent() && (stopped.get().banned || stopped.get().until.isAfter(deadline))) {
                return refusal(stopped.get(), now);
            }
            Duration wait;
            if (stopped.isPresent()) {
                wait = Duration.between(now, stopped.get().until);
            } else {
                switch (budget.take(cost.charges(), priority)) {
                    case Now(RequestBudget.Permit permit) -> {
                        return answer(cost, permit, call);
                    }
                    case Later(Duration later) -> wait = later;
                }
            }
            if (now.plus(wait).isAfter(deadline)) {
                return new Fetch.SlowDown<>(wait, "the request budget of " + name + " is used up");
            }
            time.pause(wait);
        }
    }

    private <T> Fetch<T> answer(Cost cost, RequestBudget.Permit permit, Supplier<Fetch<T>> call) {
        try (permit) {
            Fetch<T> answer = call.get();
            metrics.counter("venue.requests", "exchange", name, "request", cost.kind(), "outcome",
                    answer.getClass().getSimpleName()).increment();
            noteStop(answer);
            return answer;
        }
    }

    private static <T> Fetch<T> refusal(Stop stopped, Instant now) {
        Duration rest = Duration.between(now, stopped.until);
        return stopped.banned
                ? new Fetch.Banned<>(rest, stopped.reason)
                : new Fetch.SlowDown<>(rest, stopped.reason);
    }

    private <T> void noteStop(Fetch<T> answer) {
        switch (answer) {
            case Fetch.SlowDown<T>(Duration retryAfter, String reason) -> stop(retryAfter, false, reason);
            case Fetch.Banned<T>(Duration retryAfter, String reason) -> stop(retryAfter, true, reason);
            case Fetch.Ok<T> _ -> {
            }
            case Fetch.Unavailable<T> _ -> {
            }
            case Fetch.Rejected<T> _ -> {
            }
            case Fetch.Unreadable<T> _ -> {
            }
        }
    }

    /// A longer stop wins over a shorter one, a ban over a request to slow down.
    private synchronized void stop(Duration retryAfter, boolean banned, String reason) {
        Stop next = new Stop(time.instant().plus(retryAfter), banned, reason);
        Optional<Stop> current = stopped();
        if (current.isPresent() && current.get().until.isAfter(next.until)) {
            next = new Stop(current.get().until, current.get().banned || banned, current.get().reason);
        }
        stop = next;
    }

    private <T> boolean worthRepeating(Fetch<T> answer, Instant deadline) {
        return switch (answer) {
            case Fetch.SlowDown<T> no -> !time.instant().plus(no.retryAfter()).isAfter(deadline);
            case Fetch.Unavailable<T> _ -> true;
            case Fetch.Unreadable<T> _ -> true;
            case Fetch.Ok<T> _ -> false;
            case Fetch.Banned<T> _ -> false;
            case Fetch.Rejected<T> _ -> false;
        };
    }
}
