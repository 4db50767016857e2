package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandleRequests;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Binance's three APIs: the same requests, each at its own host and with its own limit.
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

    /// The API that serves a market's candles.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BinanceApi of(Market market) {
        CandleRequests.checkNotInverse(market);
        return market.isSpot() ? SPOT : LINEAR;
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

    List<Charge> listingCharges() {
        return charges(this == SPOT ? 20 : 1);
    }

    List<Charge> timeCharges() {
        return charges(1);
    }

    List<Charge> candleCharges(int rows) {
        return charges(weightOfRows(rows));
    }

    private List<Charge> charges(int weight) {
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
