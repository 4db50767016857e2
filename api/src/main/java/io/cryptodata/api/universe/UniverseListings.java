package io.cryptodata.api.universe;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.Reader;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is tracked now, what was at a moment, and what operators declared.
public final class UniverseListings {
    private static final int MOST_OVERRIDES = 10_000;
    private static final Column DECLARATION = Column.object("declaration", Column.flag("track"), Column.text("note"),
            Column.time("declared_at"));
    private static final Column FLAGS = Column.objects("flags", Column.text("flag"), Column.flag("value"),
            Column.text("note"), Column.time("set_at"));
    private static final List<Column> TRACKED = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.text("base"), Column.flag("tracked"), Column.text("reason"),
            Column.integer("rank"), Column.text("status"), Column.text("venue_status"), Column.time("listed_at"),
            Column.time("updated_at"), DECLARATION, FLAGS);
    private static final List<Column> AT = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.text("status"), Column.flag("traded"), Column.flag("tracked"));
    private static final Column DECLARATIONS = Column.objects("declarations", Column.text("asset"),
            Column.text("exchange"), Column.flag("track"), Column.text("note"), Column.time("declared_at"));
    private static final Column ALL_FLAGS = Column.objects("flags", Column.text("base"), Column.text("flag"),
            Column.flag("value"), Column.text("note"), Column.time("set_at"));

    private UniverseListings() {}

    public static Listing universe() {
        return new Listing("universe", "markets", List.of(Parameter.text("exchange", "binance"),
                Parameter.flag("tracked"), Parameter.text("q", "btc"), Parameter.limit(1000, 5000),
                Parameter.cursor()), List.of(), TRACKED, false, UniverseListings::select);
    }

    public static Listing at() {
        return new Listing("universe/at", "markets", List.of(Parameter.time("moment").required(),
                Parameter.text("exchange", "binance"), Parameter.flag("tracked"), Parameter.flag("traded"),
                Parameter.limit(1000, 5000), Parameter.cursor()), List.of(Column.time("moment")), AT, false,
                UniverseListings::selectAt);
    }

    public static Document overrides() {
        return new Document("overrides", List.of(), List.of(DECLARATIONS, ALL_FLAGS), UniverseListings::readOverrides);
    }

    private static Listing.Selection select(Session session, Arguments arguments) throws SQLException {
        Sql sql = Sql
                .of("""
                        SELECT u.exchange || ':' || u.asset AS market, u.exchange, u.asset, split_part(u.asset, '/', 1) AS base, u.tracked,
                               nullif(u.reason, '') AS reason, u.rank, u.status, nullif(u.venue_status, '') AS venue_status, u.listed_at,
                               u.updated_at, d.track, d.note, d.declared_at
                        FROM universe AS u LEFT JOIN asset_declaration AS d ON d.exchange = u.exchange AND d.asset = u.asset
                        WHERE true""");
        sql.addIf(arguments.text("exchange"), "AND u.exchange = ?");
        sql.addIf(arguments.flag("tracked"), "AND u.tracked = ?");
        String part = arguments.text("q");
        sql.addIf(part == null ? null : Sql.containing(part), "AND u.exchange || ':' || u.asset ILIKE ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND (u.exchange, u.asset) > (?, ?)", Cursor.read(arguments.canonical(), cursor).toArray());
        }
        Map<String, List<Map<String, @Nullable Object>>> flags = flags(session);
        return new Listing.Selection(Map.of(), TRACKED, null, List.of("exchange", "asset"),
                sql.add("ORDER BY u.exchange, u.asset"), (row, column) -> cell(row, column, flags));
    }

    private static @Nullable Object cell(ResultSet row, Column column,
            Map<String, List<Map<String, @Nullable Object>>> flags) throws SQLException {
        if (column.equals(FLAGS)) {
            return flags.getOrDefault(row.getString("base"), List.of());
        }
        if (column.equals(DECLARATION)) {
            return row.getString("track") == null ? null : Reader.object(row, DECLARATION.fields());
        }
        return Reader.cell(row, column);
    }

    private static Map<String, List<Map<String, @Nullable Object>>> flags(Session session) throws SQLException {
        Map<String, List<Map<String, @Nullable Object>>> flags = new HashMap<>();
        session.each(Sql.of("SELECT * FROM flags ORDER BY base, flag LIMIT ?", MOST_OVERRIDES),
                row -> flags.computeIfAbsent(row.getString("base"), _ -> new ArrayList<>())
                        .add(Reader.object(row, FLAGS.fields())));
        return flags;
    }

    private static Listing.Selection selectAt(Session session, Arguments arguments) {
        Instant moment = arguments.time("moment", null);
        Sql sql = Sql.of("""
                SELECT exchange || ':' || asset AS market, exchange, asset, status, traded, tracked FROM universe_at(?)
                WHERE true""", moment);
        sql.addIf(arguments.text("exchange"), "AND exchange = ?");
        sql.addIf(arguments.flag("tracked"), "AND tracked = ?");
        sql.addIf(arguments.flag("traded"), "AND traded = ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND (exchange, asset) > (?, ?)", Cursor.read(arguments.canonical(), cursor).toArray());
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("moment", moment);
        return Listing.Selection.of(facts, AT, List.of("exchange", "asset"), sql.add("ORDER BY exchange, asset"));
    }

    private static Map<String, @Nullable Object> readOverrides(Session session, Arguments arguments)
            throws SQLException {
        Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
        overrides.put(DECLARATIONS.name(), session.list(
                Sql.of("SELECT * FROM asset_declaration ORDER BY exchange, asset LIMIT ?", MOST_OVERRIDES),
                row -> Reader.object(row, DECLARATIONS.fields())));
        overrides.put(ALL_FLAGS.name(), session.list(
                Sql.of("SELECT * FROM flags ORDER BY base, flag LIMIT ?", MOST_OVERRIDES),
                row -> Reader.object(row, ALL_FLAGS.fields())));
        return overrides;
    }
}
