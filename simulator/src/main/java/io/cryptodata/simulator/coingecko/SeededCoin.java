package io.cryptodata.simulator.coingecko;

import io.cryptodata.simulator.market.SeededRandom;

import java.time.Duration;
import java.time.Instant;

/// One coin. All values are computed from (seed, coin, time) alone.
///
/// @param number rank by typical market capitalisation, from 0
/// @param price typical price in USD
/// @param volatility 1 for an ordinary coin
record SeededCoin(int number, String id, String symbol, String name, double price, double volatility,
        SeededRandom random) {
    /// prices and ranks change once per slot, as behind a cache
    static final Duration SLOT = Duration.ofMinutes(15);

    private static final double LARGEST_CAP = 1.3e12;
    private static final double CAP_EXPONENT = -1.55;
    /// slots between the random points of each component of the price, and its amplitude in logarithms
    private static final long[] PERIODS = {4, 96, 672, 2880};
    private static final double[] AMPLITUDES = {0.02, 0.06, 0.15, 0.30};
    private static final double MAX_SWING = 0.53;
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
            swing += AMPLITUDES[i] * random.branch(i).curve(slot, PERIODS[i]);
        }
        return price * Math.exp(swing * volatility);
    }

    /// The circulating supply.
    double supply() {
        return LARGEST_CAP * Math.pow(number + 1.0, CAP_EXPONENT) / price;
    }

    double marketCap(long slot) {
        return price(slot) * supply();
    }

    double volume(long slot) {
        return marketCap(slot) * (0.01 + 0.2 * random.branch(20).at(number))
                * (1 + 0.3 * random.branch(21).curve(slot, 8));
    }

    /// No price is higher; some coins are near it, most are far below.
    double ath() {
        boolean near = chance(22) < 0.15;
        double fall = near ? 1 : Math.exp(4 * chance(23) * chance(23));
        return price * Math.exp(MAX_SWING * volatility) * fall;
    }

    double atl() {
        return price * Math.exp(-MAX_SWING * volatility) / (1 + 50 * chance(24));
    }

    /// Never after `now`.
    Instant athDate(Instant now) {
        return earlierOf(FIRST_HIGH.plusMillis((long) (chance(25) * DAYS_OF_HIGHS * DAY_MILLIS)), now);
    }

    Instant atlDate(Instant now) {
        return earlierOf(FIRST_LOW.plusMillis((long) (chance(26) * DAYS_OF_LOWS * DAY_MILLIS)), now);
    }

    /// Minutes ago for most coins, hours or weeks ago for a few.
    Instant lastUpdated(long slot) {
        double staleness = chance(27);
        if (staleness < 0.01) {
            long week = Math.floorDiv(slot, 672);
            return startOf(week * 672).minus(Duration.ofDays(42));
        }
        Duration recent = Duration.ofMillis((long) (1000 + 240_000 * random.branch(28).at(slot)));
        return startOf(slot).minus(staleness < 0.03 ? recent.plusHours(7) : recent);
    }

    /// A constant number in [0, 1) per coin and attribute.
    double chance(int attribute) {
        return random.branch(attribute).at(number);
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
