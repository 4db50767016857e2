package io.cryptodata.api.status;

import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The time at each venue: that of the simulated venues by their own clocks, that of others as a lower bound.
final class VenueClocks {
    private static final String CLOCKS = "/clocks/now";

    private VenueClocks() {}

    /// The clock of each simulated venue. No request to a venue: it would count against the limit that the producers use.
    ///
    /// @param simulator base URL of all simulated venues
    /// @throws IOException if the simulator does not respond, with the reason
    static Map<String, Instant> at(JsonClient web, String simulator) throws IOException {
        Map<String, Instant> clocks = new TreeMap<>();
        web.get(simulator + CLOCKS).properties()
                .forEach(clock -> clocks.put(clock.getKey(), Instant.ofEpochMilli(clock.getValue().asLong())));
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
