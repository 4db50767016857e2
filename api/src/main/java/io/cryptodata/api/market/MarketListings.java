package io.cryptodata.api.market;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.Sorting;
import io.cryptodata.api.query.StoredJson;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Markets with the state of their data.
public final class MarketListings {
    private static final int MOST_RANGES = 5000;
    private static final List<Column> COLUMNS = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.text("base"), Column.text("quote"), Column.text("kind"),
            Column.flag("tracked"), Column.text("reason"), Column.text("status"), Column.text("state"),
            Column.integer("rank"), Column.time("expected_from"), Column.time("known_up_to"), Column.time("newest"),
            Column.number("close"), Column.integer("lag_hours"), Column.integer("present"), Column.integer("missing"),
            Column.integer("confirmed_empty"), Column.integer("not_available"), Column.integer("quarantined"));
    private static final List<Column> DETAILS = List.of(Column.text("venue_symbol"), Column.time("listed_at"),
            Column.objects("tracked_history", Column.flag("tracked"), Column.time("since")),
            Column.objects("missing_ranges", Column.time("from"), Column.time("to"), Column.integer("hours"),
                    Column.text("cause")));

    static final List<String> KINDS = List.of("spot", "linear", "inverse");

    private static final List<String> KEY = List.of("exchange", "asset");

    private MarketListings() {}

    /// The quote of the asset of a table, as `asset_listing` has it.
    static String quoteOf(String table) {
        return "split_part(split_part(" + table + ".asset, '/', 2), ':', 1)";
    }

    /// One of [#KINDS].
    static String kindOf(String table) {
        return "CASE WHEN strpos(" + table + ".asset, ':') = 0 THEN 'spot' WHEN split_part(" + table
                + ".asset, ':', 2) = " + quoteOf(table) + " THEN 'linear' ELSE 'inverse' END";
    }

    public static Listing markets() {
        return new Listing("markets", "markets", List.of(Parameter.text("exchange", "binance"),
                Parameter.text("base", "BTC"), Parameter.text("quote", "USDT"), Parameter.choice("kind", null, KINDS),
                Parameter.choice("state", null, List.of("LIVE", "BACKFILLING", "HALTED", "DELISTED")),
                Parameter.flag("tracked"), Parameter.text("q", "btc"),
                new Parameter("sort", Parameter.Kind.TEXT, "exchange", false, false, List.of(), 0, "rank"),
                Parameter.limit(1000, 5000), Parameter.cursor()), List.of(), COLUMNS, false,
                (_, arguments) -> select(arguments));
    }

    public static Document market() {
        return new Document("market", List.of(Parameter.market().required()),
                Stream.concat(COLUMNS.stream(), DETAILS.stream()).toList(), MarketListings::read);
    }

    private static Listing.Selection select(Arguments arguments) {
        Sql sql = Sql.of("SELECT * FROM (").add(rows(null)).add(") AS market WHERE true");
        for (String equal : List.of("exchange", "base", "quote", "kind", "state", "tracked")) {
            Object value = equal.equals("tracked") ? arguments.flag(equal) : arguments.text(equal);
            sql.addIf(value, "AND " + equal + " = ?");
        }
        String part = arguments.text("q");
        sql.addIf(part == null ? null : Sql.containing(part), "AND market ILIKE ?");
        Sorting sorting = Sorting.parse("sort", arguments.word("sort"), COLUMNS, KEY);
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            List<@Nullable String> position = Cursor.read(arguments.canonical(), cursor);
            sql.add(sorting.after(position.getFirst(), position.subList(1, position.size())));
        }
        return Listing.Selection.of(Map.of(), COLUMNS,
                Stream.concat(Stream.of(sorting.column().name()), KEY.stream()).toList(), sql.add(sorting.orderBy()));
    }

    private static Sql rows(@Nullable Market only) {
        Sql sql = Sql.of(
                "SELECT m.exchange || ':' || m.asset AS market, m.exchange, m.asset, split_part(m.asset, '/', 1) AS base, "
                        + quoteOf("m") + " AS quote, " + kindOf("m") + " AS kind,")
                .add("""
                        coalesce(u.tracked, false) AS tracked, nullif(u.reason, '') AS reason, coalesce(u.status, l.status) AS status,
                        c.state, u.rank, c.expected_from, c.known_up_to, h."timestamp" AS newest, h.close,
                        (extract(epoch FROM v.newest - h."timestamp") / 3600)::bigint AS lag_hours, c.present,
                        CASE WHEN c.state IS NOT NULL THEN coalesce(g.missing, 0) END AS missing,
                        CASE WHEN c.state IS NOT NULL THEN coalesce(g.confirmed_empty, 0) END AS confirmed_empty,
                        CASE WHEN c.state IS NOT NULL THEN coalesce(g.not_available, 0) END AS not_available, c.quarantined,
                        coalesce(u.venue_symbol, l.venue_symbol) AS venue_symbol, coalesce(u.listed_at, l.listed_at) AS listed_at,
                        u.tracked_history""");
        sql.add("FROM (").add(KnownMarkets.all()).add(") AS m");
        sql.add("""
                LEFT JOIN universe AS u ON u.exchange = m.exchange AND u.asset = m.asset
                LEFT JOIN asset_listing AS l ON l.exchange = m.exchange AND l.asset = m.asset
                LEFT JOIN completeness AS c ON c.exchange = m.exchange AND c.asset = m.asset
                LEFT JOIN latest_h1_data AS h ON h.exchange = m.exchange AND h.asset = m.asset
                LEFT JOIN (SELECT exchange, max(newest) AS newest FROM candle_markets GROUP BY exchange) AS v
                    ON v.exchange = m.exchange
                LEFT JOIN (
                    SELECT exchange, asset, sum(hours) FILTER (WHERE cause NOT IN ('no_trade', 'not_available'))::bigint AS missing,
                           sum(hours) FILTER (WHERE cause = 'no_trade')::bigint AS confirmed_empty,
                           sum(hours) FILTER (WHERE cause = 'not_available')::bigint AS not_available
                    FROM gaps""");
        if (only != null) {
            sql.add("WHERE exchange = ? AND asset = ?", only.exchange(), only.asset());
        }
        sql.add("GROUP BY exchange, asset) AS g ON g.exchange = m.exchange AND g.asset = m.asset");
        if (only != null) {
            sql.add("WHERE m.exchange = ? AND m.asset = ?", only.exchange(), only.asset());
        }
        return sql;
    }

    private static Map<String, @Nullable Object> read(Session session, Arguments arguments) throws SQLException {
        Market market = arguments.requiredMarket();
        KnownMarkets.require(session, market);
        Map<String, @Nullable Object> fields = Objects
                .requireNonNull(session.first(rows(market), MarketListings::fields));
        fields.put("missing_ranges", session.list(Sql.of("""
                SELECT from_hour AS "from", to_hour AS "to", hours, cause FROM gaps WHERE exchange = ? AND asset = ?
                ORDER BY from_hour, cause LIMIT ?""", market.exchange(), market.asset(), MOST_RANGES),
                row -> Reader.object(row, DETAILS.getLast().fields())));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(ResultSet row) throws SQLException {
        List<Column> single = new ArrayList<>(COLUMNS);
        single.addAll(DETAILS.stream().filter(Column::isScalar).toList());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(Reader.object(row, single));
        Column history = DETAILS.get(2);
        fields.put(history.name(), StoredJson.objects(row.getString(history.name()), history.fields()));
        return fields;
    }
}
