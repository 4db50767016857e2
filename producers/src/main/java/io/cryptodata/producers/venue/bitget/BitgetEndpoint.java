package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;

import java.time.Duration;
import java.util.List;

/// What Bitget can be asked. Each has a limit of its own, and one address has a limit for all of them together.
///
/// [Limits](https://www.bitget.com/api-doc/common/intro)
enum BitgetEndpoint {
    TIME("/api/v2/public/time", "time"), SPOT_SYMBOLS("/api/v2/spot/public/symbols", "spot symbols"), CONTRACTS(
            "/api/v2/mix/market/contracts", "contracts"), SPOT_CANDLES("/api/v2/spot/market/candles",
                    "spot candles"), SPOT_HISTORY("/api/v2/spot/market/history-candles",
                            "spot history"), CONTRACT_CANDLES("/api/v2/mix/market/candles",
                                    "contract candles"), CONTRACT_HISTORY("/api/v2/mix/market/history-candles",
                                            "contract history");

    private static final RateLimit ADDRESS = new RateLimit("address", 6000, Duration.ofMinutes(1));

    private final String path;
    private final RateLimit limit;

    BitgetEndpoint(String path, String limitName) {
        this.path = path;
        this.limit = new RateLimit(limitName, 20, Duration.ofSeconds(1));
    }

    String path() {
        return path;
    }

    /// What so many requests to it cost.
    List<Charge> cost(int requests) {
        return List.of(new Charge(limit, requests), new Charge(ADDRESS, requests));
    }

    /// What one request to each of two costs.
    static List<Charge> costOfBoth(BitgetEndpoint one, BitgetEndpoint other) {
        return List.of(new Charge(one.limit, 1), new Charge(other.limit, 1), new Charge(ADDRESS, 2));
    }
}
