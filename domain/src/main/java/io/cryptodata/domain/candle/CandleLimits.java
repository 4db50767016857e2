package io.cryptodata.domain.candle;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The range of hours and numbers that every part accepts: folds, topics and tables. What is outside is quarantined when it
/// is read, so that no later part has to refuse it.
public final class CandleLimits {
    /// The first hour; the first block of Bitcoin is of January 2009.
    public static final Instant FIRST = Instant.parse("2009-01-01T00:00:00Z");
    /// Exclusive: the end of the calendar of the longer timeframes in the database.
    public static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    /// Below every price of a market, in any quote; the squares in the indicators do not vanish.
    public static final double SMALLEST_PRICE = 1e-30;
    /// Above every price of a market, in any quote.
    public static final double LARGEST_PRICE = 1e24;
    /// Above the supply of every coin; the sum of a month times [#LARGEST_PRICE] is far from an overflow.
    public static final double LARGEST_VOLUME = 1e30;

    private CandleLimits() {}

    /// Why an hour is outside; null if it is not.
    static @Nullable String violation(Instant openTime) {
        return openTime.isBefore(FIRST) || !openTime.isBefore(END)
                ? "open time must be from " + FIRST + " to before " + END + ": " + openTime
                : null;
    }

    /// Why the numbers of a consistent candle are outside; null if they are not.
    static @Nullable String violation(double low, double high, double volume) {
        if (low < SMALLEST_PRICE) {
            return "low must be at least " + SMALLEST_PRICE + ": " + low;
        }
        if (high > LARGEST_PRICE) {
            return "high must be at most " + LARGEST_PRICE + ": " + high;
        }
        return volume > LARGEST_VOLUME ? "volume must be at most " + LARGEST_VOLUME + ": " + volume : null;
    }
}
