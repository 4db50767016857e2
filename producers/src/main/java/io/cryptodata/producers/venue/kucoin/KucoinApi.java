package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandleRequests;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// KuCoin's two APIs: one host for spot markets, one for contracts, one pool of weight for both.
///
/// [Limits](https://www.kucoin.com/docs-new/rate-limit)
enum KucoinApi {
    SPOT("/api/v2/symbols", 4, 1499) {
        @Override
        URI host(BaseUrls urls) {
            return urls.main();
        }
    },
    /// linear and inverse contracts, those that expire included
    FUTURES("/api/v1/contracts/active", 3, 199) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(FUTURES_ROLE);
        }
    };

    /// The role of the host for contracts.
    static final String FUTURES_ROLE = "futures";
    static final RateLimit PUBLIC_WEIGHT = new RateLimit("public weight", 2000, Duration.ofSeconds(30));
    static final List<Charge> CANDLE_CHARGES = List.of(new Charge(PUBLIC_WEIGHT, 3));
    static final String TIME = "/api/v1/timestamp";
    static final List<Charge> TIME_CHARGES = List.of(new Charge(PUBLIC_WEIGHT, 3));

    private final String listing;
    private final int weight;
    private final int maxRows;

    /// @param maxRows one less than the rows of a page: documented are 1,500 and 500, in practice 200 of a contract
    KucoinApi(String listing, int weight, int maxRows) {
        this.listing = listing;
        this.weight = weight;
        this.maxRows = maxRows;
    }

    static KucoinApi of(Market market) {
        CandleRequests.checkNotInverse(market);
        return market.isSpot() ? SPOT : FUTURES;
    }

    /// How many candles one request may be about.
    int maxRows() {
        return maxRows;
    }

    abstract URI host(BaseUrls urls);

    URI listing(BaseUrls urls) {
        return URI.create(host(urls) + listing);
    }

    List<Charge> listingCharges() {
        return List.of(new Charge(PUBLIC_WEIGHT, weight));
    }
}
