package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Supertrend line: the middle of the bar three average true ranges (7 bars, [NormalisedAverage]) down in a rising
/// trend, up in a falling one.
///
/// A close beyond the former band reverses or renews the trend and leaves both bands unchanged; otherwise only the band of
/// the current trend is kept from retreating. The trend rises at the start. Comparisons with an absent band are
/// false. Source: pandas_ta 0.3.14b0 `supertrend(high, low, close, 7, 3.0)`, first value on bar 7, without the epsilon
/// that it adds to every range of a frame in which any range is 0.
final class Supertrend implements Indicator.Stateful {
    private static final int PERIOD = 7;
    private static final double MULTIPLIER = 3;

    private final NormalisedAverage trueRange = new NormalisedAverage(PERIOD);
    private final Bands past = new Bands();
    private final Bands pending = new Bands();
    private boolean hasRange;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        hasRange = closes.count() > 0;
        if (!hasRange) {
            values.clear(IndicatorColumn.ST73);
            return;
        }
        double reach = MULTIPLIER * trueRange.compute(trueRange(bar, closes.back(1)));
        double middle = (bar.high() + bar.low()) / 2;
        pending.follow(past, bar.close(), middle + reach, middle - reach);
        values.set(IndicatorColumn.ST73, pending.rising ? pending.lower : pending.upper);
    }

    @Override
    public void commit() {
        if (hasRange) {
            trueRange.commit();
            past.copyFrom(pending);
        }
    }

    @Override
    public String memoryName() {
        return "st73";
    }

    @Override
    public int memorySize() {
        return NormalisedAverage.SIZE + 2 * Double.BYTES + Byte.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        trueRange.writeTo(target);
        target.putDouble(past.upper).putDouble(past.lower).put((byte) (past.rising ? 1 : 0));
    }

    @Override
    public void readFrom(ByteBuffer source) {
        trueRange.readFrom(source);
        past.upper = source.getDouble();
        past.lower = source.getDouble();
        past.rising = source.get() == 1;
    }

    private static double trueRange(Bar bar, double formerClose) {
        double fromFormer = Math.max(Math.abs(bar.high() - formerClose), Math.abs(formerClose - bar.low()));
        return Math.max(bar.high() - bar.low(), fromFormer);
    }

    /// The line in either trend, and the current trend.
    private static final class Bands {
        private double upper = Double.NaN;
        private double lower = Double.NaN;
        private boolean rising = true;

        void copyFrom(Bands other) {
            upper = other.upper;
            lower = other.lower;
            rising = other.rising;
        }

        void follow(Bands former, double close, double rawUpper, double rawLower) {
            boolean above = close > former.upper;
            boolean below = !above && close < former.lower;
            boolean held = !above && !below;
            rising = above || (held && former.rising);
            upper = held && !rising && rawUpper > former.upper ? former.upper : rawUpper;
            lower = held && rising && rawLower < former.lower ? former.lower : rawLower;
        }
    }
}
