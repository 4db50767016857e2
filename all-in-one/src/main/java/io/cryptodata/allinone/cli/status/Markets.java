package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.Database;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the ledger and the database say about each market.
final class Markets {
    private static final String NEWEST = """
            SELECT m.exchange || ':' || m.asset, (SELECT max(h.timestamp) FROM h1_data h
             WHERE h.asset = m.asset AND h.exchange = m.exchange)
             FROM unnest(?::text[], ?::text[]) AS m (exchange, asset)""";

    private Markets() {}

    /// The newest hour of each of these markets in the database, by key.
    static Map<String, Instant> newestCandles(String url, Map<String, JsonNode> ledger) throws SQLException {
        Map<String, Instant> newest = new HashMap<>();
        try (Connection connection = Database.connect(url);
                PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setArray(1, connection.createArrayOf("text", texts(ledger, "exchange")));
            query.setArray(2, connection.createArrayOf("text", texts(ledger, "asset")));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime time = rows.getObject(2, OffsetDateTime.class);
                    if (time != null) {
                        newest.put(rows.getString(1), time.toInstant());
                    }
                }
            }
        }
        return newest;
    }

    private static Object[] texts(Map<String, JsonNode> ledger, String field) {
        return ledger.values().stream().map(entry -> entry.path(field).asText()).toArray();
    }

    static MarketState state(JsonNode entry, @Nullable Instant newest) {
        long missing = 0;
        for (JsonNode range : entry.path("missing")) {
            missing += Duration
                    .between(Instant.parse(range.path("from").asText()), Instant.parse(range.path("to").asText()))
                    .toHours();
        }
        JsonNode known = entry.path("known_up_to");
        return new MarketState(entry.path("exchange").asText(), entry.path("asset").asText(), newest,
                known.isTextual() ? Instant.parse(known.asText()) : null, missing, entry.path("quarantined").asLong(),
                entry.path("state").asText());
    }

    /// What each venue's clock has reached at least: the end of the newest hour that is there or was asked for.
    static Map<String, Instant> atLeast(List<MarketState> markets) {
        Map<String, Instant> clocks = new HashMap<>();
        for (MarketState market : markets) {
            if (market.lastCandle() != null) {
                advance(clocks, market.exchange(), market.lastCandle().plus(Duration.ofHours(1)));
            }
            if (market.knownUpTo() != null) {
                advance(clocks, market.exchange(), market.knownUpTo());
            }
        }
        return clocks;
    }

    private static void advance(Map<String, Instant> clocks, String exchange, Instant reached) {
        clocks.merge(exchange, reached, (before, now) -> now.isAfter(before) ? now : before);
    }
}
