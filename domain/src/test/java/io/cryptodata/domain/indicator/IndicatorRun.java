package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// One indicator, and those whose columns it reads, over bars of one hour.
final class IndicatorRun {
    private final List<Indicator> indicators;
    private final Closes closes = new Closes();
    private final IndicatorValues values = new IndicatorValues();
    private final Bar bar = new Bar();
    private double usdRate = 1;

    IndicatorRun(List<Indicator> before, Indicator last) {
        indicators = new ArrayList<>(before);
        indicators.add(last);
    }

    /// The rate of the quote in USDT of all bars to come; NaN for an unknown one.
    void usdRate(double rate) {
        usdRate = rate;
    }

    void compute(Candle candle) {
        bar.startWith(candle, candle.close() * usdRate);
        indicators.forEach(indicator -> indicator.compute(bar, closes, values));
    }

    /// The bar that was computed last is complete.
    void commit() {
        for (Indicator indicator : indicators) {
            if (indicator instanceof Indicator.Stateful stateful) {
                stateful.commit();
            }
        }
        closes.add(bar.close());
    }

    void fold(List<Candle> candles) {
        for (Candle candle : candles) {
            compute(candle);
            commit();
        }
    }

    double value(IndicatorColumn column) {
        return values.get(column);
    }

    /// Writes everything into `buffer` and reads it into a cold run of the same indicators, which is returned.
    IndicatorRun storedInto(IndicatorRun cold, ByteBuffer buffer) {
        closes.writeTo(buffer);
        for (Indicator indicator : indicators) {
            if (indicator instanceof Indicator.Stateful stateful) {
                int before = buffer.position();
                stateful.writeTo(buffer);
                if (buffer.position() - before != stateful.memorySize()) {
                    throw new AssertionError(stateful.memoryName() + " wrote another number of bytes than its size");
                }
            }
        }
        cold.readFrom(buffer.flip());
        return cold;
    }

    private void readFrom(ByteBuffer source) {
        closes.readFrom(source);
        for (Indicator indicator : indicators) {
            if (indicator instanceof Indicator.Stateful stateful) {
                stateful.readFrom(source);
            }
        }
        if (source.hasRemaining()) {
            throw new AssertionError("not everything that was written was read");
        }
    }
}
