package io.cryptodata.api.coin;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.Sorting;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The coins of one snapshot, and the snapshots of one coin.
public final class CoinListings {
    private static final List<String> DISTANCES = List.of("5", "10", "15", "90");
    private static final List<Column> VALUES = List.of(Column.number("close"), Column.number("market_cap"),
            Column.number("fdv"), Column.number("ath"), Column.number("atl"), Column.integer("market_cap_rank"),
            Column.integer("days_since_ath"), Column.flag("ath5"), Column.flag("ath10"), Column.flag("ath15"),
            Column.flag("ath90"), Column.time("timestamp"));
    private static final List<Column> COLUMNS = Stream.concat(
            Stream.of(Column.text("coin_id"), Column.text("symbol"), Column.text("name")), VALUES.stream()).toList();

    private CoinListings() {}

    public static Listing coins() {
        return new Listing("coins", "coins", List.of(Parameter.choice("ath", null, DISTANCES),
                Parameter.text("q", "bit"),
                new Parameter("sort", Parameter.Kind.TEXT, "market_cap_rank", false, false, List.of(), 0,
                        "-market_cap"),
                Parameter.time("at"), Parameter.limit(2000, 5000), Parameter.cursor()),
                List.of(Column.time("sys_timestamp"), Column.flag("complete")), COLUMNS, false, CoinListings::select);
    }

    public static Listing history() {
        return new Listing("coins/history", "history", List.of(Parameter.text("coin", "bitcoin").required(),
                Parameter.time("from"), Parameter.time("to"), Parameter.limit(1000, 5000), Parameter.cursor()),
                List.of(Column.text("coin_id")), COLUMNS, false, CoinListings::snapshots);
    }

    private static Listing.Selection select(Session session, Arguments arguments) throws SQLException {
        Sorting sorting = Sorting.parse("sort", arguments.word("sort"), COLUMNS, List.of("coin_id"));
        String cursor = arguments.text(Parameter.CURSOR);
        List<@Nullable String> position = cursor == null ? List.of() : Cursor.read(arguments.canonical(), cursor);
        Instant snapshot = position.isEmpty()
                ? newest(session, arguments.time("at", null))
                : Instant.parse(Objects.requireNonNull(position.getFirst()));

        Sql sql = Sql.of("SELECT *, ?::text AS snapshot FROM cg_data WHERE sys_timestamp = ? AND \"timestamp\" = ?",
                snapshot.toString(), snapshot, snapshot);
        String distance = arguments.text("ath");
        if (distance != null) {
            sql.add("AND ath" + DISTANCES.get(DISTANCES.indexOf(distance)));
        }
        String part = arguments.text("q");
        if (part != null) {
            String pattern = Sql.containing(part);
            sql.add("AND (coin_id ILIKE ? OR symbol ILIKE ? OR name ILIKE ?)", pattern, pattern, pattern);
        }
        if (!position.isEmpty()) {
            sql.add(sorting.after(position.get(1), position.subList(2, 3)));
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("sys_timestamp", snapshot.equals(Instant.EPOCH) ? null : snapshot);
        facts.put("complete", session.first(Sql.of("SELECT complete FROM cg_data WHERE sys_timestamp = ? LIMIT 1",
                snapshot), row -> row.getBoolean(1)));
        return Listing.Selection.of(facts, COLUMNS, List.of("snapshot", sorting.column().name(), "coin_id"),
                sql.add(sorting.orderBy()));
    }

    /// The newest snapshot up to a moment; the epoch if there is none.
    private static Instant newest(Session session, @Nullable Instant moment) throws SQLException {
        Instant newest = session.first(Sql.of("SELECT max(sys_timestamp) AS newest FROM cg_data WHERE true")
                .addIf(moment, "AND sys_timestamp <= ?"), row -> Session.time(row, "newest"));
        return newest == null ? Instant.EPOCH : newest;
    }

    private static Listing.Selection snapshots(Session session, Arguments arguments) throws SQLException {
        String coin = arguments.word("coin");
        if (session.first(Sql.of("SELECT 1 FROM cg_data WHERE coin_id = ? LIMIT 1", coin),
                row -> row.getInt(1)) == null) {
            List<String> near = session.list(Sql.of("""
                    SELECT coin_id FROM cg_data WHERE sys_timestamp = (SELECT max(sys_timestamp) FROM cg_data)
                        AND (coin_id ILIKE ? OR symbol ILIKE ?) ORDER BY market_cap_rank NULLS LAST, coin_id LIMIT 3""",
                    Sql.containing(coin), Sql.containing(coin)), row -> row.getString(1));
            throw new QueryException(QueryException.Kind.NOT_FOUND, "there is no coin " + coin
                    + (near.isEmpty() ? "" : "; similar ones: " + String.join(", ", near)));
        }
        Sql sql = Sql.of("SELECT * FROM cg_data WHERE coin_id = ?", coin);
        sql.addIf(arguments.time("from", null), "AND \"timestamp\" >= ?");
        sql.addIf(arguments.time("to", null), "AND \"timestamp\" < ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND \"timestamp\" > ?::timestamptz", Cursor.read(arguments.canonical(), cursor).getFirst());
        }
        return new Listing.Selection(Map.of("coin_id", coin), COLUMNS, null, List.of("timestamp"),
                sql.add("ORDER BY \"timestamp\""), Reader::cell);
    }
}
