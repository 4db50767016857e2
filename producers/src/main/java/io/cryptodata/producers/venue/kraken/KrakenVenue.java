package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.VenueContext;

import java.net.URI;

/// Kraken with the gate around its client.
public final class KrakenVenue {
    /// Where Kraken is.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.kraken.com"));

    private KrakenVenue() {}

    public static GatedListing gate(VenueContext connection) {
        return new GatedListing(new KrakenClient(connection.requests(), connection.urls()),
                connection.gate(KrakenClient.EXCHANGE), Priority.LIVE, RetryRules.standard().retries());
    }
}
