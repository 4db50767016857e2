package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;

import java.time.Duration;
import java.util.List;

/// Bitget's endpoints. Each has its own limit, and one address has a limit for all of them together.
///
/// [Limits](https://www.bitget.com/api-doc/common/intro)
enum BitgetEndpoint {
    TIME("/api/v2/public/time", "time"), SPOT_SYMBOLS("/api/v2/spot/public/symbols", "spot symbols"), CONTRACTS(
            "/api/v2/mix/market/contracts", "contracts"), SPOT_CANDLES("/api/v2/spot/market/candles",
                    "spot candles"), SPOT_HISTORY("/api/v2/spot/market/history-candles",
                            "spot history"), CONTRACT_CANDLES("/api/v2/mix/market/candles",
                                    "contract candles"), CONTRACT_HISTORY("/api/v2/mix/market/history-candles",
                                            "contract history");

    private final String path;
    private final List<Charge> charges;

    BitgetEndpoint(String path, String limitName) {
        this.path = path;
        this.charges = List.of(new Charge(new RateLimit(limitName, 20, Duration.ofSeconds(1)), 1), address());
    }

    private static Charge address() {
        return new Charge(new RateLimit("address", 6000, Duration.ofMinutes(1)), 1);
    }

    String path() {
        return path;
    }

    List<Charge> charges() {
        return charges;
    }
}
