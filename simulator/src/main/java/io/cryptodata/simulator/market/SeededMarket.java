package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The candles of one invented market. Every hour is computed from (seed, market, hour) alone, so that a restart continues
/// identically. Each hour opens at the close of the previous one.
///
/// @param listed epoch hour of the first candle
/// @param pairRandom drives the price; shared by all markets of a pair
/// @param marketRandom drives everything else
/// @param spread maximum relative deviation from the pair's price
record SeededMarket(Market market, Traits traits, long listed, SeededRandom pairRandom, SeededRandom marketRandom,
        double spread) {
    static final int VENUE_DECIMALS = 8;
    /// hours between the random points of each component of the price, and its amplitude in logarithms
    private static final long[] PERIODS = {1, 5, 24, 168, 720, 4380};
    private static final double[] AMPLITUDES = {0.004, 0.012, 0.03, 0.08, 0.18, 0.35};

    /// How a market behaves.
    ///
    /// @param price typical price
    /// @param decimals of its prices
    /// @param volatility 1 for an ordinary market
    /// @param quietPercent percentage of hours without a trade
    /// @param outages whether some hours have no row
    record Traits(double price, int decimals, double volatility, int quietPercent, boolean outages) {
        Traits withMoreQuietHours(int percent) {
            return new Traits(price, decimals, volatility, quietPercent + percent, outages);
        }
    }

    /// A market with the pair's own price.
    SeededMarket(Market market, Traits traits, long listed, SeededRandom random) {
        this(market, traits, listed, random, random, 0);
    }

    /// Whether the venue has data for this hour.
    boolean hasData(long hour) {
        return hour >= listed && !(traits.outages && isOutage(hour));
    }

    /// The complete hour.
    SourceRow row(long hour) {
        return row(hour, 1.0);
    }

    /// The hour in progress.
    ///
    /// @param elapsed part of the hour, above 0; 1 for the complete hour
    SourceRow row(long hour, double elapsed) {
        BigDecimal open = boundary(hour);
        if (isQuiet(hour)) {
            return row(hour, open, open, open, open, "0");
        }
        BigDecimal finalClose = boundary(hour + 1);
        double current = open.doubleValue() + (finalClose.doubleValue() - open.doubleValue()) * elapsed * elapsed;
        BigDecimal close = elapsed >= 1 ? finalClose : rounded(current);
        double range = 0.006 * traits.volatility * elapsed;
        BigDecimal high = rounded(open.max(close).doubleValue() * (1 + range * marketRandom.branch(101).at(hour)));
        BigDecimal low = rounded(open.min(close).doubleValue() * (1 - range * marketRandom.branch(102).at(hour)));
        return row(hour, open, high.max(open).max(close), low.min(open).min(close), close, volume(hour, elapsed));
    }

    private SourceRow row(long hour, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
            String volume) {
        return new SourceRow(Timeframe.instantOf(hour).toEpochMilli(), text(open), text(high), text(low), text(close),
                text(new BigDecimal(volume)));
    }

    /// The price at the start of an hour, which is the close of the previous one.
    private BigDecimal boundary(long hour) {
        long source = isQuiet(hour - 1) ? hour - 1 : hour;
        double swing = 0;
        for (int i = 0; i < PERIODS.length; i++) {
            swing += AMPLITUDES[i] * pairRandom.branch(i).curve(source, PERIODS[i]);
        }
        double deviation = spread == 0 ? 0 : spread * marketRandom.branch(107).curve(source, 3);
        return rounded(traits.price * Math.exp(swing * traits.volatility + deviation));
    }

    private String volume(long hour, double elapsed) {
        double typical = 2_000_000 / traits.price;
        double activity = Math.exp(
                1.5 * marketRandom.branch(103).curve(hour, 8) + 0.7 * marketRandom.branch(104).curve(hour, 1));
        BigDecimal volume = BigDecimal.valueOf(typical * activity * elapsed).setScale(5, RoundingMode.HALF_UP);
        return volume.max(new BigDecimal("0.00001")).toPlainString();
    }

    /// Never two in a row, so that the price after a quiet hour depends on one earlier hour only.
    boolean isQuiet(long hour) {
        return isQuietCandidate(hour) && !isQuietCandidate(hour - 1);
    }

    private boolean isQuietCandidate(long hour) {
        return marketRandom.branch(105).at(hour) * 100 < traits.quietPercent;
    }

    /// Up to six hours at the start of about every eighth block of two days.
    private boolean isOutage(long hour) {
        long block = Math.floorDiv(hour, 48);
        double chance = marketRandom.branch(106).at(block);
        return chance < 0.125 && Math.floorMod(hour, 48) < 1 + (long) (chance * 8 * 6);
    }

    private BigDecimal rounded(double price) {
        BigDecimal smallest = BigDecimal.ONE.movePointLeft(traits.decimals);
        return BigDecimal.valueOf(price).setScale(traits.decimals, RoundingMode.HALF_UP).max(smallest);
    }

    private static String text(BigDecimal number) {
        return number.setScale(VENUE_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
}
