package io.cryptodata.simulator.venue;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// One HTTP request to a venue.
///
/// @param path below the venue's base address, for example `/api/v3/klines`
/// @param parameters of the query, decoded; the last one counts if a name is repeated
public record VenueRequest(String path, Map<String, String> parameters) {
    public VenueRequest {
        parameters = Map.copyOf(parameters);
    }

    /// The request of an exchange, without the path of its context.
    public static VenueRequest of(HttpExchange exchange) {
        String context = exchange.getHttpContext().getPath();
        return of(exchange.getRequestURI().getPath().substring(context.length() - 1),
                exchange.getRequestURI().getRawQuery());
    }

    /// @param rawQuery as in the URI, not decoded; null if there is none
    public static VenueRequest of(String path, @Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : (rawQuery == null ? "" : rawQuery).split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return new VenueRequest(path, parameters);
    }

    /// A parameter; empty if it is missing.
    public String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /// A parameter that is a non-negative integer; empty if it is missing or anything else.
    public OptionalLong number(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The same with a default.
    public long number(String name, long defaultValue) {
        return number(name).orElse(defaultValue);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
