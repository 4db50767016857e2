package io.cryptodata.simulator.venue;

import java.time.Duration;
import java.util.Map;

/// Something that goes wrong with one request.
public sealed interface Fault {
    /// The venue's own words for a trouble.
    ///
    /// @param retryAfter how long the venue wants to be left alone; said only where the venue says such a thing
    record Say(Trouble trouble, Duration retryAfter) implements Fault {}

    /// The same, where the venue leaves it to the asker how long to stay away.
    record SayWithoutTime(Trouble trouble) implements Fault {}

    /// Another answer than the asked one.
    record Answer(Reply reply) implements Fault {
        /// An error in the venue's own words.
        public static Answer json(int status, String body) {
            return new Answer(Reply.json(status, body));
        }

        /// A page of the network in front of the venue.
        public static Answer html(int status) {
            return new Answer(Reply.html(status));
        }

        /// The same with a `Retry-After` header.
        public Answer retryAfter(int seconds) {
            return new Answer(reply.with("Retry-After", Integer.toString(seconds)));
        }
    }

    /// The right answer cut in its middle, with everything else about it as usual.
    record Truncated() implements Fault {}

    /// The rows of a page of candles come otherwise than they should.
    record Rows(RowTrouble trouble) implements Fault {}

    /// A listing lacks markets that are there.
    record Listing(ListingTrouble trouble) implements Fault {}

    /// No answer for so long, then the connection closes.
    record Silence(Duration length) implements Fault {}

    /// The connection closes in the middle of the answer.
    record Reset() implements Fault {}

    /// A plain answer with headers, for tests.
    static Answer answer(int status, Map<String, String> headers, String contentType, String body) {
        return new Answer(new Reply(status, headers, contentType, body, false));
    }
}
