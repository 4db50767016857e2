package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.venue.GateRules;
import io.cryptodata.producers.venue.RequestBudget;
import io.cryptodata.producers.venue.VenueGate;
import io.cryptodata.producers.venue.VenueHttp;
import io.cryptodata.producers.venue.WallTime;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;

/// Binance with everything that belongs around its client: the budget that the venue corrects, and the gate.
public final class BinanceVenue {
    private BinanceVenue() {}

    /// @param http for example [VenueHttp#newClient()]; the caller closes it
    /// @param members how many processes share this address
    public static VenueGate gate(HttpClient http, URI baseUrl, int members, MeterRegistry metrics) {
        WallTime time = WallTime.real();
        RequestBudget budget = new RequestBudget(BinanceClient.WEIGHT_PER_MINUTE, members, time);
        BinanceClient client = new BinanceClient(new VenueHttp(http), baseUrl, budget::venueSaysUsed);
        return new VenueGate(client, budget, GateRules.standard(), time, metrics);
    }
}
