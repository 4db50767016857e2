package io.cryptodata.allinone.benchmark;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// How fast a venue's documented limits let anybody fetch one page of each of its markets: what is at hand at once, and
/// then what each limit lets through.
///
/// @param limits every limit that counts requests for candles
record VenueBound(String exchange, List<Documented> limits) {
    /// As the venues' own pages say; the clients name those pages.
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

    /// @param spot what one page of a spot market costs
    /// @param contract what one page of a contract costs
    record Documented(String name, int weight, Duration period, int spot, int contract) {
        double seconds(int spotMarkets, int contracts) {
            double requests = spot * spotMarkets + contract * contracts;
            return Math.max(0, (requests - weight) / (weight / (period.toMillis() / 1000.0)));
        }
    }

    /// The limit that takes longest.
    Documented tightest(int spotMarkets, int contracts) {
        return limits.stream().max(Comparator.comparingDouble(limit -> limit.seconds(spotMarkets, contracts)))
                .orElseThrow();
    }

    double seconds(int spotMarkets, int contracts) {
        return tightest(spotMarkets, contracts).seconds(spotMarkets, contracts);
    }
}
