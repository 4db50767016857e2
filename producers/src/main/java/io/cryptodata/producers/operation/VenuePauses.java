package io.cryptodata.producers.operation;

import io.cryptodata.producers.fetch.FetchPause;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Which venues operators have paused. A paused venue gets no request from any member: neither for candles nor for its listing.
/// Safe for many threads.
public final class VenuePauses {
    private final Map<String, Requested> newest = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /// @param clock decides when a pause with an end has ended
    public VenuePauses(InstantSource clock) {
        this.clock = clock;
    }

    /// The newest request about a venue; null if it was deleted.
    void put(String exchange, @Nullable Requested request) {
        if (request == null) {
            newest.remove(exchange);
        } else {
            newest.put(exchange, request);
        }
    }

    /// The pause of one venue.
    public FetchPause of(String exchange) {
        return () -> reason(exchange);
    }

    /// Whether the venue is paused.
    public boolean contains(String exchange) {
        return reason(exchange).isPresent();
    }

    /// Whether any venue is paused.
    public boolean isEmpty() {
        return newest.keySet().stream().noneMatch(this::contains);
    }

    /// One sentence per paused venue, by name.
    public List<String> describe() {
        Map<String, String> reasons = new TreeMap<>();
        newest.keySet().forEach(exchange -> reason(exchange).ifPresent(reason -> reasons.put(exchange, reason)));
        return reasons.entrySet().stream().map(each -> each.getKey() + " is " + each.getValue()).toList();
    }

    private Optional<String> reason(String exchange) {
        Requested request = newest.get(exchange);
        return request != null && request.pausesAt(clock.instant())
                ? Optional.of(request.describe())
                : Optional.empty();
    }
}
