package io.cryptodata.simulator.market;

import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What must have arrived when everything was done right, known from the source itself and not from any consumer.
///
/// @param markets per market, in the order of the listing
public record Expectation(Map<Market, OfMarket> markets) {
    public Expectation {
        markets = Collections.unmodifiableMap(new LinkedHashMap<>(markets));
    }

    /// Several of different markets as one.
    public static Expectation together(Collection<Expectation> parts) {
        Map<Market, OfMarket> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(part.markets()));
        return new Expectation(all);
    }

    /// What one market owes.
    ///
    /// @throws IllegalArgumentException if it is not listed
    public OfMarket of(Market market) {
        OfMarket expected = markets.get(market);
        if (expected == null) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        return expected;
    }

    /// What the markets of some venues owe.
    public Expectation ofVenues(Collection<String> exchanges) {
        Map<Market, OfMarket> own = new LinkedHashMap<>(markets);
        own.keySet().removeIf(market -> !exchanges.contains(market.exchange()));
        return new Expectation(own);
    }

    /// How many hours must arrive, over all markets.
    public long acceptable() {
        return all().stream().mapToLong(OfMarket::acceptable).sum();
    }

    /// How many rows of the source were replaced by a later row for the same open time, over all markets.
    public long superseded() {
        return all().stream().mapToLong(OfMarket::superseded).sum();
    }

    /// How many rows must be quarantined, over all markets.
    public long bad() {
        return all().stream().mapToLong(OfMarket::badInAll).sum();
    }

    private Collection<OfMarket> all() {
        return markets.values();
    }

    /// What one market owes.
    ///
    /// @param acceptable closed hours that must arrive
    /// @param last the open time of the last of them; null when there is none
    /// @param superseded rows replaced by a later row for the same open time
    /// @param unfinished rows of an hour that is not over yet: neither arrive nor quarantined
    /// @param bad rows that must be quarantined
    public record OfMarket(int acceptable, @Nullable Instant last, int superseded, int unfinished,
            Map<QuarantineReason, Integer> bad) {
        public OfMarket {
            bad = Map.copyOf(bad);
        }

        /// How many rows must be quarantined, whatever the reason.
        public long badInAll() {
            return bad.values().stream().mapToLong(Integer::longValue).sum();
        }
    }
}
