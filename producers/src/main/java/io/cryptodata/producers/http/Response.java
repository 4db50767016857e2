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
    /// In lower case; empty when the response has none.
    public String contentType() {
        return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    /// Whether the body is JSON by its beginning; by its content type only where the beginning is neither JSON nor markup.
    public boolean isJson() {
        return !isCompressed() && (BodyText.isJson(body)
                || contentType().contains("json") && !body.isBlank() && !isMarkup());
    }

    /// Whether the body is HTML or XML.
    boolean isMarkup() {
        return BodyText.isMarkup(body);
    }

    /// Whether the body is in an encoding that no request of ours accepts.
    boolean isCompressed() {
        return BodyText.isGzip(body) || !headers.firstValue("Content-Encoding").orElse("identity").strip()
                .equalsIgnoreCase("identity");
    }

    /// The content type, or what the body is instead, for reports.
    String describeBody() {
        if (isCompressed()) {
            return "content encoding '" + headers.firstValue("Content-Encoding").orElse("gzip") + "'";
        }
        if (body.isBlank()) {
            return "an empty body";
        }
        return isMarkup() ? BodyText.describeMarkup(body) : "content type '" + contentType() + "'";
    }

    /// A header's whole number; empty when it is missing or something else.
    public OptionalLong number(String header) {
        String text = headers.firstValue(header).orElse("").strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The length of the pause in `Retry-After`, between a second and three days; empty where the header is missing or
    /// something else.
    public Optional<Duration> retryAfter() {
        return RetryAfter.of(headers, ended);
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
