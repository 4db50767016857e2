package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.WallTime;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;

/// What every venue needs to be asked.
///
/// @param http for example [HttpTransport#newClient()]; whoever made it closes it
/// @param urls where its APIs are
/// @param time our own clock
public record VenueContext(HttpClient http, BaseUrls urls, WallTime time, MeterRegistry metrics) {
    /// The gate to a venue: a budget that nobody else shares yet, and five repeats at most.
    public RequestGate gate(String exchange) {
        return new RequestGate(exchange, new RequestBudget(1, time), RetryRules.standard(), time, metrics);
    }

    /// One GET at a time.
    public HttpTransport requests() {
        return new HttpTransport(http);
    }
}
