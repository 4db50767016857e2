package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Candles for tests: a seeded walk, one per hour.
final class CandleScript {
    static final Market BTC = new Market("binance", "BTC/USDT");
    static final Market ETH = new Market("binance", "ETH/USDT");
    /// a Monday that starts a month, so that every bucket starts with it
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private CandleScript() {}

    static List<Candle> walk(Market market, int hours, long seed) {
        Random random = new Random(seed);
        List<Candle> candles = new ArrayList<>();
        double price = 100;
        for (int hour = 0; hour < hours; hour++) {
            double close = price * (0.98 + 0.04 * random.nextDouble());
            double high = Math.max(price, close) * (1 + 0.01 * random.nextDouble());
            double low = Math.min(price, close) * (1 - 0.01 * random.nextDouble());
            candles.add(new Candle(market, START.plusSeconds(3600L * hour), price, high, low, close,
                    1000 * random.nextDouble(), 0));
            price = close;
        }
        return candles;
    }
}
