package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.VenueContext;

import java.net.URI;
import java.util.Map;

/// KuCoin with the gate around its client.
public final class KucoinVenue {
    /// Where KuCoin is.
    public static final BaseUrls LIVE = new BaseUrls(URI.create("https://api.kucoin.com"),
            Map.of(KucoinApi.FUTURES_ROLE, URI.create("https://api-futures.kucoin.com")));

    private KucoinVenue() {}

    public static GatedListing gate(VenueContext connection) {
        return new GatedListing(new KucoinClient(connection.requests(), connection.urls()),
                connection.gate(KucoinClient.EXCHANGE), Priority.LIVE, RetryRules.standard().retries());
    }
}
