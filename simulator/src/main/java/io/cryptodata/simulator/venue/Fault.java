package io.cryptodata.simulator.venue;

import java.time.Duration;

/// A fault injected into the response to one request.
public sealed interface Fault {
    /// An error as the venue reports it.
    ///
    /// @param retryAfter included only if the venue sends such a value
    record Error(VenueError error, Duration retryAfter) implements Fault {}

    /// The same without `Retry-After`, even if the venue usually sends it.
    record ErrorWithoutRetryAfter(VenueError error) implements Fault {}

    /// A response that replaces the venue's.
    record Response(VenueResponse response) implements Fault {
        /// A JSON body.
        public static Response json(int status, String body) {
            return new Response(VenueResponse.json(status, body));
        }

        /// A page of the network in front of the venue.
        public static Response html(int status) {
            return new Response(VenueResponse.html(status));
        }
    }

    /// The body ends in the middle; status and headers are as usual.
    record Truncated() implements Fault {}

    /// Wrong rows in a page of candles.
    record Rows(RowFault fault) implements Fault {}

    /// One row of a page of candles that cannot be read.
    ///
    /// @param position of the row, from 0 for the oldest to below 1 for the newest
    record Row(RowDamage damage, double position) implements Fault {}

    /// Wrong times in a body.
    record Times(TimeFault fault) implements Fault {}

    /// Markets missing from a listing.
    record Listing(ListingFault fault) implements Fault {}

    /// No response for this long, then the connection is closed.
    record Stall(Duration length) implements Fault {}

    /// The connection is closed in the middle of the body.
    record ConnectionReset() implements Fault {}
}
