package io.cryptodata.simulator.coingecko;

import io.cryptodata.simulator.market.Noise;

import java.time.Duration;
import java.time.Instant;

/// One invented coin. Everything about it is computed from (seed, coin, time) alone.
///
/// @param number its place by size when nothing moves, from 0
/// @param price about where it trades, in USD
/// @param calm 1 for an ordinary coin, less for a calmer one
record SeededCoin(int number, String id, String symbol, String name, double price, double calm, Noise noise) {
    /// prices and ranks are looked at anew so often, as by a cache
    static final Duration SLOT = Duration.ofMinutes(15);

    private static final double LARGEST_CAP = 1.3e12;
    private static final double SHRINKING = -1.55;
    /// slots between the random points of each swing, and how far it swings in logarithms
    private static final long[] PERIODS = {4, 96, 672, 2880};
    private static final double[] SWINGS = {0.02, 0.06, 0.15, 0.30};
    private static final double FURTHEST = 0.53;
    private static final Instant FIRST_HIGH = Instant.parse("2016-01-01T00:00:00Z");
    private static final Instant FIRST_LOW = Instant.parse("2013-01-01T00:00:00Z");
    private static final int DAYS_OF_HIGHS = 2800;
    private static final int DAYS_OF_LOWS = 1000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    static long slotOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SLOT.toSeconds());
    }

    static Instant startOf(long slot) {
        return Instant.ofEpochSecond(slot * SLOT.toSeconds());
    }

    double price(long slot) {
        double swing = 0;
        for (int i = 0; i < PERIODS.length; i++) {
            swing += SWINGS[i] * noise.branch(i).curve(slot, PERIODS[i]);
        }
        return price * Math.exp(swing * calm);
    }

    /// How many of it there are.
    double supply() {
        return LARGEST_CAP * Math.pow(number + 1.0, SHRINKING) / price;
    }

    double marketCap(long slot) {
        return price(slot) * supply();
    }

    double volume(long slot) {
        return marketCap(slot) * (0.01 + 0.2 * noise.branch(20).at(number))
                * (1 + 0.3 * noise.branch(21).curve(slot, 8));
    }

    /// No price was ever higher; some coins are near it, most are far below.
    double ath() {
        boolean near = chance(22) < 0.15;
        double fall = near ? 1 : Math.exp(4 * chance(23) * chance(23));
        return price * Math.exp(FURTHEST * calm) * fall;
    }

    double atl() {
        return price * Math.exp(-FURTHEST * calm) / (1 + 50 * chance(24));
    }

    /// Never after `now`.
    Instant athDate(Instant now) {
        return earlier(FIRST_HIGH.plusMillis((long) (chance(25) * DAYS_OF_HIGHS * DAY_MILLIS)), now);
    }

    Instant atlDate(Instant now) {
        return earlier(FIRST_LOW.plusMillis((long) (chance(26) * DAYS_OF_LOWS * DAY_MILLIS)), now);
    }

    /// When it was last looked at: a moment ago for nearly all, hours or weeks ago for a few.
    Instant lastUpdated(long slot) {
        double staleness = chance(27);
        if (staleness < 0.01) {
            long week = Math.floorDiv(slot, 672);
            return startOf(week * 672).minus(Duration.ofDays(42));
        }
        Duration usual = Duration.ofMillis((long) (1000 + 240_000 * noise.branch(28).at(slot)));
        return startOf(slot).minus(staleness < 0.03 ? usual.plusHours(7) : usual);
    }

    /// Always the same number in [0, 1) for this coin and this question.
    double chance(int question) {
        return noise.branch(question).at(number);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
