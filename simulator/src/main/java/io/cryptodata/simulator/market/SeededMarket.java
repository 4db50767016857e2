package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// One invented market: every hour is computed from (seed, market, hour) alone, so that a restart continues identically.
/// Each hour opens where the one before closed.
///
/// @param traits what is special about it
/// @param listed the epoch hour of its first candle
/// @param coin moves the price, the same for all markets of a pair
/// @param own everything else
/// @param spread how far the price may be from that of the pair, as a part of it
record SeededMarket(Market market, Traits traits, long listed, Noise coin, Noise own, double spread) {
    static final int VENUE_DECIMALS = 8;
    /// hours between the random points of each swing, and how far it swings in logarithms
    private static final long[] PERIODS = {1, 5, 24, 168, 720, 4380};
    private static final double[] SWINGS = {0.004, 0.012, 0.03, 0.08, 0.18, 0.35};

    /// How a market behaves.
    ///
    /// @param price about where it trades
    /// @param decimals how fine its prices are
    /// @param calm 1 for an ordinary market, less for a calmer one
    /// @param quietPercent how many hours in a hundred pass without a trade
    /// @param outages whether some hours are missing altogether
    record Traits(double price, int decimals, double calm, int quietPercent, boolean outages) {}

    /// A market whose price is the pair's own.
    SeededMarket(Market market, Traits traits, long listed, Noise noise) {
        this(market, traits, listed, noise, noise, 0);
    }

    /// Whether the venue has a row for this hour at all.
    boolean served(long hour) {
        return hour >= listed && !(traits.outages && isOutage(hour));
    }

    /// The whole hour.
    SourceRow row(long hour) {
        return row(hour, 1.0);
    }

    /// The hour as it stands after `elapsed` of it.
    ///
    /// @param elapsed above 0, and 1 for the whole hour
    SourceRow row(long hour, double elapsed) {
        BigDecimal open = boundary(hour);
        if (isQuiet(hour)) {
            return row(hour, open, open, open, open, "0");
        }
        BigDecimal finalClose = boundary(hour + 1);
        double soFar = open.doubleValue() + (finalClose.doubleValue() - open.doubleValue()) * elapsed * elapsed;
        BigDecimal close = elapsed >= 1 ? finalClose : rounded(soFar);
        double reach = 0.006 * traits.calm * elapsed;
        BigDecimal high = rounded(open.max(close).doubleValue() * (1 + reach * own.branch(101).at(hour)));
        BigDecimal low = rounded(open.min(close).doubleValue() * (1 - reach * own.branch(102).at(hour)));
        return row(hour, open, high.max(open).max(close), low.min(open).min(close), close, volume(hour, elapsed));
    }

    private SourceRow row(long hour, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
            String volume) {
        return new SourceRow(Timeframe.instantOf(hour).toEpochMilli(), text(open), text(high), text(low), text(close),
                text(new BigDecimal(volume)));
    }

    /// The price at the beginning of an hour: where the hour before closed.
    private BigDecimal boundary(long hour) {
        long source = isQuiet(hour - 1) ? hour - 1 : hour;
        double swing = 0;
        for (int i = 0; i < PERIODS.length; i++) {
            swing += SWINGS[i] * coin.branch(i).curve(source, PERIODS[i]);
        }
        double apart = spread == 0 ? 0 : spread * own.branch(107).curve(source, 3);
        return rounded(traits.price * Math.exp(swing * traits.calm + apart));
    }

    private String volume(long hour, double elapsed) {
        double usual = 2_000_000 / traits.price;
        double crowd = Math.exp(1.5 * own.branch(103).curve(hour, 8) + 0.7 * own.branch(104).curve(hour, 1));
        BigDecimal whole = BigDecimal.valueOf(usual * crowd * elapsed).setScale(5, RoundingMode.HALF_UP);
        return whole.max(new BigDecimal("0.00001")).toPlainString();
    }

    /// Never two in a row, so that the price after a quiet hour is known without looking further back.
    boolean isQuiet(long hour) {
        return wantsQuiet(hour) && !wantsQuiet(hour - 1);
    }

    private boolean wantsQuiet(long hour) {
        return own.branch(105).at(hour) * 100 < traits.quietPercent;
    }

    /// Up to six hours at the beginning of about every eighth block of two days.
    private boolean isOutage(long hour) {
        long block = Math.floorDiv(hour, 48);
        double chance = own.branch(106).at(block);
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
