package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.Request;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Binance's three APIs: the same words, at hosts and with limits of their own.
///
/// [Limits of contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info)
enum BinanceApi {
    SPOT("/api/v3/", "spot weight", 6000, 1000) {
        @Override
        URI host(BaseUrls urls) {
            return urls.main();
        }
    },
    /// settled in the quote
    LINEAR("/fapi/v1/", "linear weight", 2400, 1000) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(BaseUrls.LINEAR);
        }
    },
    /// settled in the base; only listed
    INVERSE("/dapi/v1/", "inverse weight", 2400, 1000) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(BaseUrls.INVERSE);
        }
    };

    private final String path;
    private final RateLimit limit;
    private final int maxRows;

    BinanceApi(String path, String limitName, int weightPerMinute, int maxRows) {
        this.path = path;
        this.limit = new RateLimit(limitName, weightPerMinute, Duration.ofMinutes(1));
        this.maxRows = maxRows;
    }

    /// Where a market's candles are.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BinanceApi of(Market market) {
        String settle = market.settle();
        if (settle == null) {
            return SPOT;
        }
        if (settle.equals(market.quote())) {
            return LINEAR;
        }
        throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
    }

    abstract URI host(BaseUrls urls);

    URI address(BaseUrls urls, String pathAndQuery) {
        return URI.create(host(urls) + path + pathAndQuery);
    }

    RateLimit limit() {
        return limit;
    }

    int maxRows() {
        return maxRows;
    }

    List<Charge> costOf(Request request) {
        int weight = switch (request) {
            case Request.ListingPage _ -> this == SPOT ? 20 : 1;
            case Request.ServerTime _ -> 1;
            case Request.HourlyCandles candles -> weightOfRows(candles.rows());
            case Request.FirstHour _ -> weightOfRows(1);
        };
        return List.of(new Charge(limit, weight));
    }

    private int weightOfRows(int rows) {
        if (this == SPOT) {
            return 2;
        }
        if (rows < 100) {
            return 1;
        }
        return rows < 500 ? 2 : 5;
    }
}
