package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;

/// Bitget with everything that belongs around its client.
public final class BitgetVenue {
    /// Where Bitget is; contracts are there too.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.bitget.com"));

    private BitgetVenue() {}

    public static VenueGate gate(VenueContext connection) {
        BitgetClient client = new BitgetClient(connection.requests(), connection.urls());
        return new VenueGate(client, connection.gate(BitgetClient.EXCHANGE), RetryRules.standard().retries());
    }
}
