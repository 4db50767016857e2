package io.cryptodata.producers.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A whole HTTP response, whatever its status.
///
/// @param started by our own clock, right before the request was sent
/// @param ended by our own clock, right after the last byte of the body
public record Response(int status, HttpHeaders headers, String body, Instant started,
        Instant ended) implements HttpTransport.Result {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(3);

    /// In lower case; empty when the response has none.
    public String contentType() {
        return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    public boolean isJson() {
        return contentType().contains("json");
    }

    /// A header's whole number; empty when it is missing or something else.
    public OptionalLong number(String header) {
        String text = headers.firstValue(header).orElse("").strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The seconds of `Retry-After`, at most three days; empty where the header is missing or something else.
    public Optional<Duration> retryAfter() {
        OptionalLong seconds = number("Retry-After");
        return seconds.isPresent() && seconds.getAsLong() > 0
                ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_RETRY_AFTER.toSeconds())))
                : Optional.empty();
    }

    /// The beginning of the body, for logs and reports.
    public String excerpt() {
        return Excerpts.of(body);
    }

    /// The same response with another body.
    public Response withBody(String other) {
        return new Response(status, headers, other, started, ended);
    }
}
