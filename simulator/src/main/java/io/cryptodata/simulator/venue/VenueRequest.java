package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// One request as a venue sees it.
///
/// @param path below the venue's base address, for example `/api/v3/klines`
/// @param parameters of the query, decoded; of a name that is given twice the last one counts
public record VenueRequest(String path, Map<String, String> parameters) {
    public VenueRequest {
        parameters = Map.copyOf(parameters);
    }

    /// @param rawQuery as it stands in the address, undecoded; null where there is none
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

    /// A parameter as it came; empty where it is missing.
    public String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /// A parameter that is a whole number which is not negative; empty where it is missing or something else.
    public OptionalLong number(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The same, with what holds where it is missing or something else.
    public long number(String name, long otherwise) {
        return number(name).orElse(otherwise);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
