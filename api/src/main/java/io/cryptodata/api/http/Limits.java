package io.cryptodata.api.http;

import java.time.Duration;

/// Limits of concurrency and of time. A client is an IP address.
///
/// @param connections open at a time; further ones wait until one ends
/// @param connectionsPerClient open at a time of one client; further ones are closed at once
/// @param requests in progress at a time, streams aside; further ones get status 503
/// @param requestsPerClient in progress at a time of one client; further ones get status 429
/// @param streams open at a time; further ones get status 503
/// @param streamsPerClient open at a time of one client; further ones get status 429
/// @param bulk responses in progress at a time that read rows while they are written; further ones get status 503
/// @param bulkPerClient such responses of one client; further ones get status 429
/// @param requestTimeout in which a request must arrive, counted from the end of the response before
/// @param writeTimeout how long a client may take to receive some 32 KB of a response
public record Limits(int connections, int connectionsPerClient, int requests, int requestsPerClient, int streams,
        int streamsPerClient, int bulk, int bulkPerClient, Duration requestTimeout, Duration writeTimeout) {
    /// For one machine with some dozens of users.
    public static Limits standard() {
        return new Limits(2000, 1000, 64, 32, 1000, 200, 4, 2, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }
}
