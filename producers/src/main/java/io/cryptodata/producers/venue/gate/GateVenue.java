package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.VenueContext;

import java.net.URI;

/// Gate.io with the gate around its client.
public final class GateVenue {
    /// Where Gate.io is.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.gateio.ws"));

    private GateVenue() {}

    public static GatedListing gate(VenueContext connection) {
        return new GatedListing(new GateClient(connection.requests(), connection.urls()),
                connection.gate(GateClient.EXCHANGE), Priority.LIVE, RetryRules.standard().retries());
    }
}
