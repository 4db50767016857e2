package io.cryptodata.api.market;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.Reader;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Earlier versions of a market's hours, each with the one that replaced it.
public final class Revisions {
    private static final List<Column> VERSION = Stream.concat(
            Stream.of(Column.time("timestamp"), Column.integer("revision"), Column.time("known_at")),
            BarColumns.PRICES.stream()).toList();
    private static final List<Column> COLUMNS = Stream.concat(VERSION.stream(),
            Stream.of(Column.object("replaced_by", VERSION.toArray(Column[]::new)))).toList();

    private Revisions() {}

    public static Listing listing() {
        return new Listing("revisions", "revisions", List.of(Parameter.market().required(), Parameter.time("from"),
                Parameter.time("to"), Parameter.limit(200, 2000), Parameter.cursor()), List.of(), COLUMNS, false,
                Revisions::select);
    }

    private static Listing.Selection select(Session session, Arguments arguments) throws SQLException {
        Market market = arguments.requiredMarket();
        KnownMarkets.require(session, market);
        Sql sql = Sql.of("SELECT * FROM (SELECT *, coalesce(known_at, '-infinity') AS place");
        for (Column column : VERSION) {
            sql.add(", lead(" + column.name() + ") OVER later AS next_" + column.name());
        }
        sql.add("FROM (SELECT " + BarColumns.of("v", VERSION) + ", false AS is_current FROM h1_versions AS v WHERE");
        bounds(sql, "v", arguments);
        sql.add("UNION ALL SELECT " + BarColumns.of("h", VERSION)
                + ", true FROM h1_data AS h WHERE h.revision > 0 AND");
        bounds(sql, "h", arguments);
        sql.add("""
                ) AS version
                WINDOW later AS (PARTITION BY "timestamp" ORDER BY revision, known_at NULLS FIRST)) AS replaced
                WHERE NOT is_current""");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            List<@Nullable String> key = Cursor.read(arguments.canonical(), cursor);
            sql.add("AND (\"timestamp\", revision, place) > (?::timestamptz, ?::integer, ?::timestamptz)",
                    key.toArray());
        }
        sql.add("ORDER BY \"timestamp\", revision, place");
        return new Listing.Selection(Map.of(), COLUMNS, null, List.of("timestamp", "revision", "place"), sql,
                Revisions::cell);
    }

    private static void bounds(Sql sql, String alias, Arguments arguments) {
        Market market = arguments.requiredMarket();
        sql.add(alias + ".exchange = ? AND " + alias + ".asset = ?", market.exchange(), market.asset());
        sql.addIf(arguments.time("from", null), "AND " + alias + ".\"timestamp\" >= ?");
        sql.addIf(arguments.time("to", null), "AND " + alias + ".\"timestamp\" < ?");
    }

    private static @Nullable Object cell(ResultSet row, Column column) throws SQLException {
        if (column.isScalar()) {
            return Reader.cell(row, column);
        }
        if (row.getString("next_timestamp") == null) {
            return null;
        }
        List<Column> next = new ArrayList<>();
        VERSION.forEach(each -> next.add(Column.of("next_" + each.name(), each.type())));
        Map<String, @Nullable Object> replacement = new LinkedHashMap<>();
        Reader.object(row, next).forEach((name, value) -> replacement.put(name.substring("next_".length()), value));
        return replacement;
    }
}
