package io.cryptodata.simulator.binance;

import java.time.Duration;
import java.util.Map;

/// Something that goes wrong with one request.
public sealed interface Fault {
    /// Another answer than the asked one.
    record Answer(int status, Map<String, String> headers, String contentType, String body) implements Fault {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /// An error in the venue's own words.
        public static Answer json(int status, String body) {
            return new Answer(status, Map.of(), "application/json;charset=UTF-8", body);
        }

        /// A page of the network in front of the venue.
        public static Answer html(int status) {
            return new Answer(status, Map.of(), "text/html",
                    "<html><head><title>" + status + "</title></head><body>Please try later.</body></html>");
        }

        /// The same with a `Retry-After` header.
        public Answer retryAfter(int seconds) {
            return new Answer(status, Map.of("Retry-After", Integer.toString(seconds)), contentType, body);
        }
    }

    /// The right answer cut in its middle, with everything else about it as usual.
    record Truncated() implements Fault {}

    /// A page without rows where there are some.
    record EmptyPage() implements Fault {}

    /// Every row of the page twice.
    record DuplicatedRows() implements Fault {}

    /// No answer for so long, then the connection closes.
    record Silence(Duration length) implements Fault {}

    /// The connection closes in the middle of the answer.
    record Reset() implements Fault {}
}
