package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The parts of Gate.io's listing: spot markets, and contracts by the currency that settles them. Each endpoint has a limit
/// of its own.
///
/// [Limits](https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule)
enum GateApi {
    SPOT("spot/currency_pairs", ""), USDT("futures/usdt/contracts", "USDT"), BTC("futures/btc/contracts", "BTC");

    private static final String ROOT = "/api/v4/";
    private static final String TIME = "spot/time";
    private static final List<Charge> TIME_COST = cost(TIME);

    private final String path;
    private final String settle;
    private final List<Charge> cost;

    GateApi(String path, String settle) {
        this.path = path;
        this.settle = settle;
        this.cost = cost(path);
    }

    static URI time(BaseUrls urls) {
        return URI.create(urls.main() + ROOT + TIME);
    }

    static List<Charge> timeCost() {
        return TIME_COST;
    }

    URI listing(BaseUrls urls) {
        return URI.create(urls.main() + ROOT + path);
    }

    List<Charge> listingCost() {
        return cost;
    }

    /// What its contracts are settled in; empty for spot markets.
    String settle() {
        return settle;
    }

    private static List<Charge> cost(String path) {
        return List.of(new Charge(new RateLimit(path, 200, Duration.ofSeconds(10)), 1));
    }
}
