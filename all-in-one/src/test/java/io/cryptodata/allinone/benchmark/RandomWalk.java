package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Hourly candles without gaps, reproducible by seed.
final class RandomWalk {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private RandomWalk() {}

    static List<Candle> of(Market market, int hours, long seed) {
        Random random = new Random(seed);
        List<Candle> walk = new ArrayList<>(hours);
        Instant time = START;
        double close = 42_000;
        for (int i = 0; i < hours; i++) {
            double open = close;
            close = open * Math.exp(0.01 * random.nextGaussian());
            double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
            walk.add(new Candle(market, time, open, high, low, close, 1000 * random.nextDouble(), 0));
            time = time.plus(Candle.LENGTH);
        }
        return walk;
    }
}
