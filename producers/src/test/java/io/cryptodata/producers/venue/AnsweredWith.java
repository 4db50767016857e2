package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.HttpTransport.Answered;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// ResponseClassifier that never came over a wire.
public final class AnsweredWith {
    /// when each of them began and ended
    public static final Instant WHEN = Instant.ofEpochMilli(1_660_090_300_000L);

    private AnsweredWith() {}

    /// JSON with some more headers, names and values in turn.
    public static Answered json(int status, String body, String... headers) {
        return answered(status, "application/json", body, headers);
    }

    /// A page of the network in front of a venue.
    public static Answered html(int status) {
        return answered(status, "text/html", "<html>");
    }

    private static Answered answered(int status, String contentType, String body, String... headers) {
        Map<String, List<String>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.put("Content-Type", List.of(contentType));
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answered(status, HttpHeaders.of(named, (name, value) -> true), body, WHEN, WHEN);
    }
}
