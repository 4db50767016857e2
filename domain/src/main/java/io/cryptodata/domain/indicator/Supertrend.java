package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Supertrend line: the middle of the bar three average true ranges (7 bars, [NormalisedAverage]) down in a rising
/// trend, up in a falling one.
///
/// A close beyond the former band turns or renews the trend and leaves both bands as they are; otherwise only the band
/// of the current trend is held back from retreating. The trend rises at the start. Comparisons with an absent band are
/// false. Source: pandas_ta 0.3.14b0 `supertrend(high, low, close, 7, 3.0)`, first value on bar 7, without the epsilon
/// that it adds to every range of a frame in which any range is 0.
final class Supertrend implements Indicator.Stateful {
    private static final int PERIOD = 7;
    private static final double MULTIPLIER = 3;

    private final NormalisedAverage trueRange = new NormalisedAverage(PERIOD);
    private final Bands past = new Bands();
    private final Bands looked = new Bands();
    private boolean ranged;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        ranged = closes.count() > 0;
        if (!ranged) {
            values.clear(IndicatorColumn.ST73);
            return;
        }
        double reach = MULTIPLIER * trueRange.compute(trueRange(bar, closes.back(1)));
        double middle = (bar.high() + bar.low()) / 2;
        looked.follow(past, bar.close(), middle + reach, middle - reach);
        values.set(IndicatorColumn.ST73, looked.rising ? looked.lower : looked.upper);
    }

    @Override
    public void commit() {
        if (ranged) {
            trueRange.commit();
            past.become(looked);
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

    /// Where the line was or would be in either trend, and which trend it is.
    private static final class Bands {
        private double upper = Double.NaN;
        private double lower = Double.NaN;
        private boolean rising = true;

        void become(Bands other) {
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
