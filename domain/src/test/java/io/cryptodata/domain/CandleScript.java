package io.cryptodata.domain;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Hourly candles for tests: a random walk, a constant price, or a walk of any size of price and volume.
public final class CandleScript {
    /// The market of every candle here.
    public static final Market MARKET = new Market("binance", "BTC/USDT");
    /// A Saturday in the last hours of a leap year's February, so that a walk soon meets every kind of bucket end.
    public static final Instant START = Instant.parse("2020-02-29T05:00:00Z");

    private CandleScript() {}

    /// A random walk with the seed of this run, which is printed; another one with `-Dtest.seed=`.
    public static List<Candle> randomWalk(int hours) {
        return randomWalk(hours, 100, 1000);
    }

    /// A random walk that starts at `price`, with volumes up to `volume`.
    public static List<Candle> randomWalk(int hours, double price, double volume) {
        long seed = Long.getLong("test.seed", 20_240_229);
        System.out.println("random walk of " + hours + " hours from " + price + ", -Dtest.seed=" + seed);
        Random random = new Random(seed);
        List<Candle> walk = new ArrayList<>(hours);
        double close = price;
        for (int i = 0; i < hours; i++) {
            double open = close;
            boolean still = random.nextInt(10) == 0;
            close = still ? open : open * Math.exp(0.02 * random.nextGaussian());
            double high = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
            walk.add(candle(i, open, high, low, close, volume * random.nextDouble()));
        }
        return walk;
    }

    /// Candles that never move.
    public static List<Candle> constant(int hours, double price) {
        List<Candle> candles = new ArrayList<>(hours);
        for (int i = 0; i < hours; i++) {
            candles.add(candle(i, price, price, price, price, 1));
        }
        return candles;
    }

    /// One candle, `hour` hours after [#START].
    public static Candle candle(int hour, double open, double high, double low, double close, double volume) {
        return new Candle(MARKET, START.plus(Candle.LENGTH.multipliedBy(hour)), open, high, low, close, volume, 0);
    }

    /// A candle at any hour, of any price.
    public static Candle candleAt(Instant openTime, double price) {
        return new Candle(MARKET, openTime, price, price * 1.01, price * 0.99, price, 10, 0);
    }
}
