package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.net.URI;
import java.util.Map;

/// Binance with everything that belongs around its client: the budget that the venue corrects, and the gate.
public final class BinanceVenue {
    /// Where Binance is.
    public static final BaseUrls LIVE = new BaseUrls(URI.create("https://api.binance.com"),
            Map.of(BaseUrls.LINEAR, URI.create("https://fapi.binance.com"), BaseUrls.INVERSE,
                    URI.create("https://dapi.binance.com")));

    private BinanceVenue() {}

    public static VenueGate gate(VenueContext connection) {
        RequestGate gate = connection.gate(BinanceClient.EXCHANGE);
        BinanceClient client = new BinanceClient(connection.requests(), connection.urls(),
                gate.budget()::venueSaysUsed);
        return new VenueGate(client, gate, RetryRules.standard().retries());
    }
}
