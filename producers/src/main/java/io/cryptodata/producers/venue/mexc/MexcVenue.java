package io.cryptodata.producers.venue.mexc;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.GateRules;
import io.cryptodata.producers.venue.VenueConnection;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;

/// MEXC with everything that belongs around its client.
public final class MexcVenue {
    /// Where MEXC is; contracts are there too.
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.mexc.com"));

    private MexcVenue() {}

    public static VenueGate gate(VenueConnection connection) {
        MexcClient client = new MexcClient(connection.requests(), connection.urls());
        return new VenueGate(client, connection.gate(MexcClient.EXCHANGE), GateRules.standard().retries());
    }
}
