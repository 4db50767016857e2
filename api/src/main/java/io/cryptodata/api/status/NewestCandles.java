package io.cryptodata.api.status;

import io.cryptodata.api.database.Database;
import io.cryptodata.schemas.avro.LedgerEntry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The newest hourly candle of each market in the database.
final class NewestCandles {
    private static final String NEWEST = """
            SELECT m.exchange || ':' || m.asset, (SELECT max(h.timestamp) FROM h1_data h
             WHERE h.asset = m.asset AND h.exchange = m.exchange)
             FROM unnest(?::text[], ?::text[]) AS m (exchange, asset)""";

    private NewestCandles() {}

    /// Open times by `exchange:asset`; a market without candles is left out.
    static Map<String, Instant> read(String url, Collection<LedgerEntry> markets) throws SQLException {
        Map<String, Instant> newest = new HashMap<>();
        try (Connection connection = Database.connect(url);
                PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setArray(1, connection.createArrayOf("text", texts(markets, LedgerEntry::getExchange)));
            query.setArray(2, connection.createArrayOf("text", texts(markets, LedgerEntry::getAsset)));
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

    private static Object[] texts(Collection<LedgerEntry> markets, Function<LedgerEntry, String> field) {
        return markets.stream().map(field).toArray();
    }
}
