package io.cryptodata.domain.candle;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// One closed hour of one market, within [CandleLimits]. The constructor checks it; no further check is needed.
///
/// @param openTime on the full hour, UTC
/// @param open first price, in the market's quote; positive and finite like all four prices
/// @param volume in units of the market's base; not negative
/// @param revision 0 for the first version of this hour, one more for each later one
public record Candle(Market market, Instant openTime, double open, double high, double low, double close,
        double volume, int revision) {
    /// Every candle on topics is an hour long; longer ones are built from it.
    public static final Duration LENGTH = Duration.ofHours(1);

    public Candle {
        require(openTime.getEpochSecond() % 3600 == 0 && openTime.getNano() == 0, "open time is off the hour",
                openTime);
        requirePrice(open, "open");
        requirePrice(high, "high");
        requirePrice(low, "low");
        requirePrice(close, "close");
        require(high >= low, "high is below low", high + " < " + low);
        require(low <= Math.min(open, close), "low is above the body", low);
        require(high >= Math.max(open, close), "high is below the body", high);
        require(Double.isFinite(volume) && volume >= 0, "volume must be finite and not negative", volume);
        require(revision >= 0, "revision is negative", revision);
        requireWithin(CandleLimits.violation(openTime));
        requireWithin(CandleLimits.violation(low, high, volume));
    }

    /// The same values as another version of the hour.
    public Candle as(int otherRevision) {
        return otherRevision == revision
                ? this
                : new Candle(market, openTime, open, high, low, close, volume, otherRevision);
    }

    /// When the hour ended (exclusive).
    public Instant closeTime() {
        return openTime.plus(LENGTH);
    }

    /// The computed id of this hour of this market.
    public long lastId() {
        return LastId.of(market, openTime);
    }

    private static void requirePrice(double price, String name) {
        require(Double.isFinite(price) && price > 0, name + " must be finite and positive", price);
    }

    private static void requireWithin(@Nullable String violation) {
        if (violation != null) {
            throw new IllegalArgumentException(violation);
        }
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ": " + actual);
        }
    }
}
