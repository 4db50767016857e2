package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;

/// OKX with everything that belongs around its client.
public final class OkxVenue {
    /// Where OKX is.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://www.okx.com"));

    private OkxVenue() {}

    public static VenueGate gate(VenueContext connection) {
        OkxClient client = new OkxClient(connection.requests(), connection.urls());
        return new VenueGate(client, connection.gate(OkxClient.EXCHANGE), RetryRules.standard().retries());
    }
}
