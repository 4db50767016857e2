package io.cryptodata.producers.http;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Responses without a server.
public final class Responses {
    /// when each of them started and ended
    public static final Instant TIME = Instant.ofEpochMilli(1_660_090_300_000L);

    private Responses() {}

    /// JSON, with more headers as names and values in turn.
    public static Response json(int status, String body, String... headers) {
        return of(status, "application/json", body, headers);
    }

    /// A page of the network in front of a venue.
    public static Response html(int status) {
        return of(status, "text/html", "<html>");
    }

    /// A header `Content-Type` among `headers` replaces `contentType`.
    public static Response of(int status, String contentType, String body, String... headers) {
        Map<String, List<String>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.put("Content-Type", List.of(contentType));
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], List.of(headers[i + 1]));
        }
        return new Response(status, HttpHeaders.of(named, (name, value) -> true), body, TIME, TIME);
    }
}
