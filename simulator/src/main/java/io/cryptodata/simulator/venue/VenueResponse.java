package io.cryptodata.simulator.venue;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// One HTTP response of a venue.
///
/// @param aborts whether the connection is closed after half of the body
public record VenueResponse(int status, Map<String, String> headers, String contentType, String body, boolean aborts) {
    private static final String JSON = "application/json;charset=UTF-8";

    public VenueResponse {
        headers = Map.copyOf(headers);
    }

    /// JSON with status 200.
    public static VenueResponse json(String body) {
        return json(200, body);
    }

    public static VenueResponse json(int status, String body) {
        return new VenueResponse(status, Map.of(), JSON, body, false);
    }

    /// A page of the network in front of the venue.
    public static VenueResponse html(int status) {
        return new VenueResponse(status, Map.of(), "text/html",
                "<html><head><title>" + status + "</title></head><body>Please try later.</body></html>", false);
    }

    VenueResponse withBody(String other) {
        return new VenueResponse(status, headers, contentType, other, aborts);
    }

    public VenueResponse withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new VenueResponse(status, more, contentType, body, aborts);
    }

    public VenueResponse withoutHeader(String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return new VenueResponse(status, fewer, contentType, body, aborts);
    }

    /// The same with the first half of the body only.
    public VenueResponse truncated() {
        return new VenueResponse(status, headers, contentType, body.substring(0, body.length() / 2), aborts);
    }

    /// The same with a connection that is closed after half of the body.
    public VenueResponse aborted() {
        return new VenueResponse(status, headers, contentType, body, true);
    }

    /// Sends it. The caller closes the exchange, which closes the connection of an aborted response.
    public void sendTo(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes, 0, aborts ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }
}
