package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.venue.GateRules;
import io.cryptodata.producers.venue.RequestGate;
import io.cryptodata.producers.venue.VenueConnection;
import io.cryptodata.producers.venue.VenueGate;

/// Binance with everything that belongs around its client: the budget that the venue corrects, and the gate.
public final class BinanceVenue {
    private BinanceVenue() {}

    public static VenueGate gate(VenueConnection connection) {
        RequestGate gate = connection.gate(BinanceClient.EXCHANGE);
        BinanceClient client = new BinanceClient(connection.requests(), connection.baseUrl(),
                used -> gate.budget().venueSaysUsed(BinanceClient.SPOT_WEIGHT, used));
        return new VenueGate(client, gate, GateRules.standard().retries());
    }
}
