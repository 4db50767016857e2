package io.cryptodata.producers.venue;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;

/// What every venue needs to be asked.
///
/// @param http for example [VenueHttp#newClient()]; whoever made it closes it
/// @param urls where its APIs are
/// @param time our own clock
public record VenueConnection(HttpClient http, BaseUrls urls, WallTime time, MeterRegistry metrics) {
    /// The gate to a venue: a budget that nobody else shares yet, and five repeats at most.
    public RequestGate gate(String exchange) {
        return new RequestGate(exchange, new RequestBudget(1, time), GateRules.standard(), time, metrics);
    }

    /// One GET at a time.
    public VenueHttp requests() {
        return new VenueHttp(http);
    }
}
