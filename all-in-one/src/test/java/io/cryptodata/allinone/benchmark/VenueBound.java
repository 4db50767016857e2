package io.cryptodata.allinone.benchmark;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The shortest time in which a venue's documented limits permit one page of each of its markets: a burst of one full budget,
/// then the rate of the tightest limit.
///
/// @param limits every limit that counts candle requests
record VenueBound(String exchange, List<Documented> limits) {
    /// From the venues' documentation; the clients link the pages.
    static final List<VenueBound> ALL = List.of(
            new VenueBound("binance",
                    List.of(new Documented("spot weight", 6000, Duration.ofMinutes(1), 2, 0),
                            new Documented("linear weight", 2400, Duration.ofMinutes(1), 0, 1))),
            new VenueBound("bybit", List.of(new Documented("requests", 600, Duration.ofSeconds(5), 1, 1))),
            new VenueBound("okx", List.of(new Documented("candles", 40, Duration.ofSeconds(2), 1, 1))),
            new VenueBound("bitget",
                    List.of(new Documented("spot candles", 20, Duration.ofSeconds(1), 1, 0),
                            new Documented("contract candles", 20, Duration.ofSeconds(1), 0, 1),
                            new Documented("address", 6000, Duration.ofMinutes(1), 1, 1))),
            new VenueBound("mexc", List.of(new Documented("spot klines", 500, Duration.ofSeconds(10), 1, 0),
                    new Documented("contract klines", 20, Duration.ofSeconds(2), 0, 1))));

    /// @param spot the weight of one page of a spot market
    /// @param contract the weight of one page of a contract
    record Documented(String name, int weight, Duration period, int spot, int contract) {
        double seconds(int spotMarkets, int contracts) {
            double requests = spot * spotMarkets + contract * contracts;
            return Math.max(0, (requests - weight) / (weight / (period.toMillis() / 1000.0)));
        }
    }

    /// The limit with the longest time.
    Documented tightest(int spotMarkets, int contracts) {
        return limits.stream().max(Comparator.comparingDouble(limit -> limit.seconds(spotMarkets, contracts)))
                .orElseThrow();
    }

    double seconds(int spotMarkets, int contracts) {
        return tightest(spotMarkets, contracts).seconds(spotMarkets, contracts);
    }
}
