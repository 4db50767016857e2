package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// KuCoin's two APIs: one host for spot markets, one for contracts, one pool of weight for both.
///
/// [Limits](https://www.kucoin.com/docs-new/rate-limit)
enum KucoinApi {
    SPOT("/api/v2/symbols", 4) {
        @Override
        URI host(BaseUrls urls) {
            return urls.main();
        }
    },
    /// linear and inverse contracts, those that expire included
    FUTURES("/api/v1/contracts/active", 3) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(FUTURES_ROLE);
        }
    };

    /// The role of the host for contracts.
    static final String FUTURES_ROLE = "futures";
    static final RateLimit PUBLIC_WEIGHT = new RateLimit("public weight", 2000, Duration.ofSeconds(30));
    static final String TIME = "/api/v1/timestamp";
    static final List<Charge> TIME_CHARGES = List.of(new Charge(PUBLIC_WEIGHT, 3));

    private final String listing;
    private final int weight;

    KucoinApi(String listing, int weight) {
        this.listing = listing;
        this.weight = weight;
    }

    abstract URI host(BaseUrls urls);

    URI listing(BaseUrls urls) {
        return URI.create(host(urls) + listing);
    }

    List<Charge> listingCharges() {
        return List.of(new Charge(PUBLIC_WEIGHT, weight));
    }
}
