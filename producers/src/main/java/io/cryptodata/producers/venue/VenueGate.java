package io.cryptodata.producers.venue;

import io.cryptodata.producers.venue.ExchangeClient.Listing;
import io.cryptodata.producers.venue.ExchangeClient.Request;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The only way to a venue: asks the budget before each request, repeats after transient trouble, and stops everything
/// that goes to the venue when it says so. Safe for many threads; each call waits by itself and for a limited time.
public final class VenueGate {
    private final ExchangeClient client;
    private final RequestBudget budget;
    private final GateRules rules;
    private final WallTime time;
    private final MeterRegistry metrics;
    private volatile @Nullable Stop stop;

    public VenueGate(ExchangeClient client, RequestBudget budget, GateRules rules, WallTime time,
            MeterRegistry metrics) {
        this.client = client;
        this.budget = budget;
        this.rules = rules;
        this.time = time;
        this.metrics = metrics;
    }

    /// Nothing may go to the venue before `until`.
    ///
    /// @param banned whether the venue has shut us out, rather than asked us to slow down
    public record Stop(Instant until, boolean banned, String reason) {}

    /// The venue as work of this priority may ask it. The answers are the client's, after all waiting and repeating.
    public ExchangeClient at(Priority priority) {
        return new Gated(priority);
    }

    public String exchange() {
        return client.exchange();
    }

    public RequestBudget budget() {
        return budget;
    }

    /// Why and until when nothing may be asked; empty when the way is free.
    public Optional<Stop> stopped() {
        Stop current = stop;
        return current == null || !time.instant().isBefore(current.until) ? Optional.empty() : Optional.of(current);
    }

    private <T> Fetch<T> ask(Request request, Priority priority, Supplier<Fetch<T>> call) {
        Instant deadline = time.instant().plus(rules.longestWait());
        try {
            for (int repeat = 1;; repeat++) {
                Fetch<T> refused = waitForTurn(request, priority, deadline);
                if (refused != null) {
                    return refused;
                }
                Fetch<T> answer = counted(request, call.get());
                noteStop(answer);
                if (repeat > rules.retries() || !worthRepeating(answer)) {
                    return answer;
                }
                if (!(answer instanceof Fetch.SlowDown<T>)) {
                    time.pause(rules.pauseBefore(repeat));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetch.Unavailable<>("interrupted while waiting for " + client.exchange());
        }
    }

    /// Waits for the end of a stop and for the budget.
    ///
    /// @return null when the request may go out; otherwise what to say instead
    private <T> @Nullable Fetch<T> waitForTurn(Request request, Priority priority, Instant deadline)
            throws InterruptedException {
        while (true) {
            Instant now = time.instant();
            Optional<Stop> stopped = stopped();
            if (stopped.isPresent() && (stopped.get().banned || stopped.get().until.isAfter(deadline))) {
                return refusal(stopped.get(), now);
            }
            Duration wait = stopped.isPresent()
                    ? Duration.between(now, stopped.get().until)
                    : budget.take(client.weightOf(request), priority);
            if (wait.isZero()) {
                return null;
            }
            if (now.plus(wait).isAfter(deadline)) {
                return new Fetch.SlowDown<>(wait, "the request budget of " + client.exchange() + " is used up");
            }
            time.pause(wait);
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
            case Fetch.Ok<T> ok -> {
            }
            case Fetch.Unavailable<T> unavailable -> {
            }
            case Fetch.Rejected<T> rejected -> {
            }
            case Fetch.Unreadable<T> unreadable -> {
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

    private static <T> boolean worthRepeating(Fetch<T> answer) {
        return switch (answer) {
            case Fetch.SlowDown<T> slowDown -> true;
            case Fetch.Unavailable<T> unavailable -> true;
            case Fetch.Unreadable<T> unreadable -> true;
            case Fetch.Ok<T> ok -> false;
            case Fetch.Banned<T> banned -> false;
            case Fetch.Rejected<T> rejected -> false;
        };
    }

    private <T> Fetch<T> counted(Request request, Fetch<T> answer) {
        metrics.counter("venue.requests", "exchange", client.exchange(), "request", request.name(), "outcome",
                answer.getClass().getSimpleName()).increment();
        return answer;
    }

    /// The client behind the gate, for one priority.
    private final class Gated implements ExchangeClient {
        private final Priority priority;

        Gated(Priority priority) {
            this.priority = priority;
        }

        @Override
        public String exchange() {
            return client.exchange();
        }

        @Override
        public Fetch<List<Listing>> listing() {
            return ask(Request.LISTING, priority, client::listing);
        }

        @Override
        public Fetch<Instant> serverTime() {
            return ask(Request.SERVER_TIME, priority, client::serverTime);
        }

        @Override
        public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
            return ask(Request.HOURLY_CANDLES, priority, () -> client.hourlyCandles(listing, from, limit));
        }

        @Override
        public int maxRows() {
            return client.maxRows();
        }

        @Override
        public int weightOf(Request request) {
            return client.weightOf(request);
        }
    }
}
