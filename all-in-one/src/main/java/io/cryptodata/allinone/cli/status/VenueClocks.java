package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What time it is at the simulated venues whose candles are fetched: each is asked for its own clock, in its own words.
final class VenueClocks {
    /// where a venue tells its time, and where in the answer the milliseconds are
    private static final Map<String, Place> PLACES = Map.of("binance", new Place("/api/v3/time", "/serverTime"),
            "bybit",
            new Place("/v5/market/time", "/time"), "okx", new Place("/api/v5/public/time", "/data/0/ts"), "bitget",
            new Place("/api/v2/public/time", "/data/serverTime"), "mexc", new Place("/api/v3/time", "/serverTime"));

    private VenueClocks() {}

    private record Place(String path, String milliseconds) {}

    /// Every clock that answers, by venue.
    ///
    /// @param simulator where all simulated venues are
    /// @throws IOException if none answers, saying why
    static Map<String, Instant> at(WebPart web, String simulator) throws IOException {
        Map<String, Instant> clocks = new TreeMap<>();
        IOException trouble = new IOException("no venue tells its time at " + simulator);
        for (Map.Entry<String, Place> venue : PLACES.entrySet()) {
            try {
                JsonNode answer = web.ask(simulator + "/" + venue.getKey() + venue.getValue().path());
                long millis = answer.at(venue.getValue().milliseconds()).asLong();
                if (millis > 0) {
                    clocks.put(venue.getKey(), Instant.ofEpochMilli(millis));
                }
            } catch (IOException silent) {
                trouble = silent;
            }
        }
        if (clocks.isEmpty()) {
            throw trouble;
        }
        return clocks;
    }
}
