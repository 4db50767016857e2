package io.cryptodata.simulator.venue;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// An answer about to be sent.
///
/// @param breaksOff whether the connection closes after half of the body
public record Reply(int status, Map<String, String> headers, String contentType, String body, boolean breaksOff) {
    private static final String JSON = "application/json;charset=UTF-8";

    public Reply {
        headers = Map.copyOf(headers);
    }

    /// JSON with status 200.
    public static Reply json(String body) {
        return json(200, body);
    }

    /// JSON with any status.
    public static Reply json(int status, String body) {
        return new Reply(status, Map.of(), JSON, body, false);
    }

    /// A page of the network in front of the venue.
    public static Reply html(int status) {
        return new Reply(status, Map.of(), "text/html",
                "<html><head><title>" + status + "</title></head><body>Please try later.</body></html>", false);
    }

    /// The same with a header more.
    public Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, contentType, body, breaksOff);
    }

    /// The same without a header.
    public Reply without(String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return new Reply(status, fewer, contentType, body, breaksOff);
    }

    /// The same, cut in its middle, with everything else about it as usual.
    public Reply half() {
        return new Reply(status, headers, contentType, body.substring(0, body.length() / 2), breaksOff);
    }

    /// The same, with a connection that closes after half of the body.
    public Reply broken() {
        return new Reply(status, headers, contentType, body, true);
    }

    /// Sends it; the connection ends with the exchange if it breaks off.
    public void sendTo(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes, 0, breaksOff ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }
}
