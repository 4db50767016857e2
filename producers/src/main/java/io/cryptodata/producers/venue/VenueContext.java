package io.cryptodata.producers.venue;

import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.ratelimit.RequestBudget;

/// What a client is created with.
///
/// @param urls where the venue's APIs are
/// @param budget what its calls are charged to, for venues that report their own count
/// @param clock for clients that remember the venue's time
public record VenueContext(HttpTransport transport, BaseUrls urls, RequestBudget budget, GuardedClock clock) {
    public JsonApi api(ResponseClassifier classifier) {
        return new JsonApi(transport, classifier);
    }
}
