package io.cryptodata.producers.venue.bybit;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;

/// Bybit with everything that belongs around its client.
public final class BybitVenue {
    /// Where Bybit is.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.bybit.com"));

    private BybitVenue() {}

    public static VenueGate gate(VenueContext connection) {
        BybitClient client = new BybitClient(connection.requests(), connection.urls());
        return new VenueGate(client, connection.gate(BybitClient.EXCHANGE), RetryRules.standard().retries());
    }
}
