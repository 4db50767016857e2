package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Averages written down as their definitions: sums over the whole history, exact where that is cheap.
final class Naive {
    private static final MathContext DIGITS = new MathContext(40);

    private Naive() {}

    static double[] closes(List<Candle> bars) {
        return bars.stream().mapToDouble(Candle::close).toArray();
    }

    /// The mean of `count` inputs from `from` on, exact but for the last rounding.
    static BigDecimal mean(double[] inputs, int from, int count) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i < from + count; i++) {
            sum = sum.add(new BigDecimal(inputs[i]));
        }
        return sum.divide(BigDecimal.valueOf(count), DIGITS);
    }

    /// The population deviation of `count` inputs from `from` on.
    static BigDecimal deviation(double[] inputs, int from, int count) {
        BigDecimal mean = mean(inputs, from, count);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = from; i < from + count; i++) {
            squares = squares.add(new BigDecimal(inputs[i]).subtract(mean).pow(2));
        }
        return squares.divide(BigDecimal.valueOf(count), DIGITS).sqrt(DIGITS);
    }

    /// The exponential average of the inputs up to `last`: the mean of the first `seed` from input `from` on, faded, plus
    /// every later one times its weight.
    static double exponential(double[] inputs, int from, int last, int period, int seed) {
        double alpha = 2.0 / (period + 1);
        int seeded = from + seed - 1;
        double faded = 1;
        double average = 0;
        for (int i = last; i > seeded; i--) {
            average += alpha * faded * inputs[i];
            faded *= 1 - alpha;
        }
        return average + faded * mean(inputs, from, seed).doubleValue();
    }

    /// The weighted mean of the inputs from `from` up to `last`, the weight fading by `1 - 1/period` per bar.
    static double normalised(double[] inputs, int from, int last, int period) {
        double weighted = 0;
        double weights = 0;
        double weight = 1;
        for (int i = last; i >= from; i--) {
            weighted += weight * inputs[i];
            weights += weight;
            weight *= 1 - 1.0 / period;
        }
        return weighted / weights;
    }
}
