package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a correct client must have received, derived from the source and not from any client.
///
/// @param markets per market, in the order of the listing
public record ExpectedCandles(Map<Market, PerMarket> markets) {
    public ExpectedCandles {
        markets = Collections.unmodifiableMap(new LinkedHashMap<>(markets));
    }

    /// The union of expectations for different markets.
    public static ExpectedCandles merge(Collection<ExpectedCandles> parts) {
        Map<Market, PerMarket> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(part.markets()));
        return new ExpectedCandles(all);
    }

    /// @throws IllegalArgumentException if the market is not listed
    public PerMarket of(Market market) {
        PerMarket expected = markets.get(market);
        if (expected == null) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        return expected;
    }

    /// The markets of these venues only.
    public ExpectedCandles ofVenues(Collection<String> exchanges) {
        Map<Market, PerMarket> selected = new LinkedHashMap<>(markets);
        selected.keySet().removeIf(market -> !exchanges.contains(market.exchange()));
        return new ExpectedCandles(selected);
    }

    /// Number of valid closed hours of all markets.
    public long acceptable() {
        return all().stream().mapToLong(PerMarket::acceptable).sum();
    }

    /// Number of source rows replaced by a later row with the same open time.
    public long superseded() {
        return all().stream().mapToLong(PerMarket::superseded).sum();
    }

    /// Number of rows that must be quarantined.
    public long quarantined() {
        return all().stream().mapToLong(PerMarket::quarantinedRows).sum();
    }

    private Collection<PerMarket> all() {
        return markets.values();
    }

    /// What is expected of one market.
    ///
    /// @param acceptable number of valid closed hours
    /// @param last open time of the last of them; null if there is none
    /// @param superseded rows replaced by a later row with the same open time
    /// @param unfinished rows of an hour in progress: neither published nor quarantined
    /// @param quarantined rows that must be quarantined, by reason
    /// @param closedBuckets buckets that their last hour or a later one has closed, of every timeframe
    public record PerMarket(int acceptable, @Nullable Instant last, int superseded, int unfinished,
            Map<QuarantineReason, Integer> quarantined, Map<Timeframe, Integer> closedBuckets) {
        public PerMarket {
            quarantined = Map.copyOf(quarantined);
            closedBuckets = Map.copyOf(closedBuckets);
        }

        /// Number of rows that must be quarantined for any reason.
        public long quarantinedRows() {
            return quarantined.values().stream().mapToLong(Integer::longValue).sum();
        }
    }
}
