package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The time at each venue: that of the simulated venues by their own time endpoints, that of others as a lower bound.
final class VenueClocks {
    /// each venue's time endpoint, and where in its response the time is
    private static final Map<String, TimeEndpoint> ENDPOINTS = Map.of(
            "binance", new TimeEndpoint("/api/v3/time", "/serverTime"),
            "bybit", new TimeEndpoint("/v5/market/time", "/time"),
            "okx", new TimeEndpoint("/api/v5/public/time", "/data/0/ts"),
            "bitget", new TimeEndpoint("/api/v2/public/time", "/data/serverTime"),
            "mexc", new TimeEndpoint("/api/v3/time", "/serverTime"),
            "kucoin", new TimeEndpoint("/api/v1/timestamp", "/data"),
            "gate", new TimeEndpoint("/api/v4/spot/time", "/server_time"),
            "kraken", new TimeEndpoint("/0/public/Time", "/result/unixtime"));

    private VenueClocks() {}

    private record TimeEndpoint(String path, String time) {}

    /// The clock of each simulated venue that responds.
    ///
    /// @param simulator base URL of all simulated venues
    /// @throws IOException if none responds, with the reason
    static Map<String, Instant> at(JsonClient web, String simulator) throws IOException {
        Map<String, Instant> clocks = new TreeMap<>();
        IOException failure = new IOException("no venue reports its time at " + simulator);
        for (Map.Entry<String, TimeEndpoint> venue : ENDPOINTS.entrySet()) {
            try {
                JsonNode response = web.get(simulator + "/" + venue.getKey() + venue.getValue().path());
                VenueTimestamp.millisOf(response.at(venue.getValue().time()).asLong())
                        .ifPresent(millis -> clocks.put(venue.getKey(), Instant.ofEpochMilli(millis)));
            } catch (IOException unreachable) {
                failure = unreachable;
            }
        }
        if (clocks.isEmpty()) {
            throw failure;
        }
        return clocks;
    }

    /// What each venue's clock has reached at least: the end of the newest hour that is stored or was requested.
    ///
    /// @param newest open time of each market's newest hour in the database
    static Map<String, Instant> atLeast(Collection<LedgerEntry> ledgers, Map<String, Instant> newest) {
        Map<String, Instant> clocks = new HashMap<>();
        for (LedgerEntry ledger : ledgers) {
            Instant stored = newest.get(ledger.getExchange() + ":" + ledger.getAsset());
            advance(clocks, ledger.getExchange(), stored == null ? null : stored.plus(Duration.ofHours(1)));
            advance(clocks, ledger.getExchange(), ledger.getKnownUpTo());
        }
        return clocks;
    }

    private static void advance(Map<String, Instant> clocks, String exchange, @Nullable Instant reached) {
        if (reached != null) {
            clocks.merge(exchange, reached, (before, now) -> now.isAfter(before) ? now : before);
        }
    }
}
