package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.RequestBudget.Later;
import io.cryptodata.producers.ratelimit.RequestBudget.Now;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.service.retry.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/// Runs every call to one service: charges the budget before each request, retries transient failures, and sends nothing
/// while the service has asked for a pause. Safe for many threads; each call waits by itself and for a limited time.
public final class CallExecutor implements CallRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CallExecutor.class);

    private final String service;
    private final RequestBudget budget;
    private final RetryRules rules;
    private final Backoff backoff;
    private final WallTime time;
    private final CallMetrics metrics;
    private final ServicePause pause;

    /// @param service its name in texts and metrics
    public CallExecutor(String service, RequestBudget budget, RetryRules rules, WallTime time,
            MeterRegistry registry) {
        this.service = service;
        this.budget = budget;
        this.rules = rules;
        this.backoff = rules.backoff();
        this.time = time;
        this.pause = new ServicePause(time);
        this.metrics = new CallMetrics(service, budget, registry);
        metrics.follow(this);
    }

    /// No request may be sent before `until`.
    ///
    /// @param until a moment of [WallTime#elapsed()]
    /// @param banned whether this address is banned, rather than requested to slow down
    public record Pause(Duration until, boolean banned, String reason) {}

    public RequestBudget budget() {
        return budget;
    }

    /// The pause of the whole service; empty if requests may be sent.
    public Optional<Pause> paused() {
        return pause.current();
    }

    @Override
    public <T> Fetch<T> run(Call<T> call, Priority priority) {
        return switch (call) {
            case Call.Completed<T>(Fetch<T> result) -> result;
            case Call.Request<T> request -> retried(request, priority);
            case Call.Sequence<?, T> sequence -> sequence(sequence, priority);
        };
    }

    private <A, T> Fetch<T> sequence(Call.Sequence<A, T> sequence, Priority priority) {
        return switch (run(sequence.first(), priority)) {
            case Fetch.Ok<A>(A value) -> {
                Call<T> next;
                try {
                    next = sequence.next().apply(value);
                } catch (RuntimeException | StackOverflowError e) {
                    yield unexpected(e);
                }
                yield run(next, priority);
            }
            case Fetch.Failed<A>(Failure failure) -> Fetch.failed(failure);
        };
    }

    private <T> Fetch<T> retried(Call.Request<T> request, Priority priority) {
        Duration deadline = time.elapsed().plus(rules.longestWait());
        try {
            boolean notServedBefore = false;
            for (int attempt = 1;; attempt++) {
                Fetch<T> result = paced(request, priority, deadline);
                Failure failure = result.asFailure().orElse(null);
                if (failure == null || attempt > rules.retries() || notServedBefore && isNotServed(failure)
                        || !isWorthRetrying(failure, deadline)) {
                    return result;
                }
                notServedBefore |= isNotServed(failure);
                metrics.retried(request);
                if (failure.pause().isZero()) {
                    time.pause(backoff.after(attempt));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fetch.failed(new Failure.Unavailable("interrupted while waiting for " + service));
        }
    }

    /// Sends the request as soon as the budget and the service allow it.
    private <T> Fetch<T> paced(Call.Request<T> request, Priority priority, Duration deadline)
            throws InterruptedException {
        while (true) {
            Optional<Pause> ofKind = pause.of(request.name());
            if (ofKind.isPresent()) {
                return Fetch.failed(new Failure.NotServed(left(ofKind.get()), ofKind.get().reason));
            }
            Optional<Pause> paused = paused();
            Duration wait;
            if (paused.isPresent()) {
                if (paused.get().banned || paused.get().until.compareTo(deadline) > 0) {
                    return Fetch.failed(refusal(paused.get()));
                }
                wait = left(paused.get());
            } else {
                switch (budget.take(request.charges(), priority)) {
                    case Now(RequestBudget.Permit permit) -> {
                        return send(request, permit);
                    }
                    case Later(Duration later) -> wait = later;
                }
            }
            if (time.elapsed().plus(wait).compareTo(deadline) > 0) {
                return Fetch.failed(
                        new Failure.SlowDown(wait, "the request budget of " + service + " is used up"));
            }
            time.pause(wait);
        }
    }

    private <T> Fetch<T> send(Call.Request<T> request, RequestBudget.Permit permit) {
        try (permit) {
            Fetch<T> result = attempt(request);
            metrics.sent(request, result);
            return switch (result) {
                case Fetch.Ok<T> ok -> {
                    pause.succeeded(request.name());
                    yield ok;
                }
                case Fetch.Failed<T>(Failure failure) -> Fetch.failed(paused(request, failure));
            };
        }
    }

    private <T> Fetch<T> attempt(Call.Request<T> request) {
        try {
            return request.attempt().send();
        } catch (RuntimeException | StackOverflowError e) {
            return unexpected(e);
        }
    }

    /// A response for which the code that reads it has no case.
    private <T> Fetch<T> unexpected(Throwable e) {
        LOG.error("a response of {} could not be processed", service, e);
        return Fetch.failed(new Failure.Unreadable("not processed: " + e, ""));
    }

    private Failure paused(Call.Request<?> request, Failure failure) {
        Failure inForce = pause.failed(request.name(), failure);
        if (inForce.pause().isPositive()) {
            metrics.paused(inForce);
        }
        return inForce;
    }

    private Failure refusal(Pause paused) {
        return paused.banned
                ? new Failure.Banned(left(paused), paused.reason)
                : new Failure.SlowDown(left(paused), paused.reason);
    }

    Duration left(Pause paused) {
        return paused.until.minus(time.elapsed());
    }

    /// A request to slow down is waited for if it comes from the service and ends before the deadline. What is not
    /// served may be a single odd response: it is retried once.
    private boolean isWorthRetrying(Failure failure, Duration deadline) {
        return switch (failure) {
            case Failure.SlowDown slowDown ->
                paused().isPresent() && time.elapsed().plus(slowDown.retryAfter()).compareTo(deadline) <= 0;
            case Failure.Unavailable _,Failure.Unreadable _ -> true;
            case Failure.NotServed(Duration retryAfter, String _) -> retryAfter.isZero();
            case Failure.Banned _,Failure.Rejected _ -> false;
        };
    }

    private static boolean isNotServed(Failure failure) {
        return failure instanceof Failure.NotServed;
    }
}
