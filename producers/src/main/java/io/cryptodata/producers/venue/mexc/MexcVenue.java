package io.cryptodata.producers.venue.mexc;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;

/// MEXC with everything that belongs around its client.
public final class MexcVenue {
    /// Where MEXC is; contracts are there too.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.mexc.com"));

    private MexcVenue() {}

    public static VenueGate gate(VenueContext connection) {
        MexcClient client = new MexcClient(connection.requests(), connection.urls());
        return new VenueGate(client, connection.gate(MexcClient.EXCHANGE), RetryRules.standard().retries());
    }
}
