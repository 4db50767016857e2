package io.cryptodata.api.completeness;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.market.KnownMarkets;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ParameterException;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What markets lack, from the ledgers in the database.
public final class CompletenessListings {
    private static final List<Column> GAP = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.time("from"), Column.time("to"), Column.integer("hours"),
            Column.text("cause"));
    private static final List<Column> VENUE = List.of(Column.text("exchange"), Column.integer("markets"),
            Column.integer("expected"), Column.integer("present"), Column.integer("missing"),
            Column.integer("confirmed_empty"), Column.integer("not_available"), Column.number("present_pct"));
    private static final List<Column> COUNTED = List.of(Column.integer("expected"), Column.integer("present"),
            Column.integer("missing"), Column.integer("not_requested"), Column.integer("empty"),
            Column.integer("bad_rows"), Column.integer("unreadable"), Column.integer("confirmed_empty"),
            Column.integer("not_available"));
    private static final List<Column> DAY = Stream
            .concat(Stream.of(Column.of("day", ColumnType.DAY)), COUNTED.stream()).toList();
    private static final List<String> CAUSES = List.of("not_requested", "empty", "bad_rows", "unreadable", "no_trade",
            "not_available");

    private CompletenessListings() {}

    public static Listing gaps() {
        return new Listing("gaps", "gaps", List.of(Parameter.market(), Parameter.text("exchange", "binance"),
                Parameter.choice("cause", null, CAUSES), Parameter.time("from"), Parameter.time("to"),
                Parameter.limit(1000, 5000), Parameter.cursor()), List.of(), GAP, false,
                CompletenessListings::selectGaps);
    }

    public static Listing venues() {
        return new Listing("completeness", "venues", List.of(Parameter.text("exchange", "binance"),
                Parameter.limit(100, 1000), Parameter.cursor()), List.of(), VENUE, false,
                (_, arguments) -> selectVenues(arguments));
    }

    public static Listing daily() {
        return new Listing("completeness/daily", "days", List.of(Parameter.market(),
                Parameter.text("exchange", "binance"), Parameter.time("from"), Parameter.time("to"),
                Parameter.limit(366, 5000), Parameter.cursor()), List.of(), DAY, false,
                CompletenessListings::selectDays);
    }

    private static Listing.Selection selectGaps(Session session, Arguments arguments) throws SQLException {
        Market market = marketOrVenue(session, arguments);
        Sql sql = Sql
                .of("""
                        SELECT exchange || ':' || asset AS market, exchange, asset, from_hour AS "from", to_hour AS "to", hours, cause
                        FROM gaps WHERE true""");
        where(sql, market, arguments);
        sql.addIf(arguments.text("cause"), "AND cause = ?");
        sql.addIf(arguments.time("from", null), "AND to_hour > ?");
        sql.addIf(arguments.time("to", null), "AND from_hour < ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            List<@Nullable String> key = Cursor.read(arguments.canonical(), cursor);
            sql.add("AND (exchange, asset, from_hour, cause) > (?, ?, ?::timestamptz, ?)", key.toArray());
        }
        return Listing.Selection.of(Map.of(), GAP, List.of("exchange", "asset", "from", "cause"),
                sql.add("ORDER BY exchange, asset, from_hour, cause"));
    }

    /// The sums of `completeness_daily`, without the days.
    private static Listing.Selection selectVenues(Arguments arguments) {
        Sql sql = Sql
                .of("""
                        SELECT *, CASE WHEN present + missing = 0 THEN 100
                                       ELSE floor(10000.0 * present / (present + missing)) / 100 END AS present_pct
                        FROM (SELECT e.exchange, count(*) AS markets, sum(h.hours) AS expected,
                                     sum(h.hours - coalesce(g.absent, 0)) AS present,
                                     sum(coalesce(g.absent - g.confirmed_empty - g.not_available, 0)) AS missing,
                                     sum(coalesce(g.confirmed_empty, 0)) AS confirmed_empty,
                                     sum(coalesce(g.not_available, 0)) AS not_available
                              FROM expected_hours AS e
                              CROSS JOIN LATERAL (
                                  SELECT greatest(0, extract(epoch FROM e.to_hour - e.from_hour) / 3600)::bigint AS hours) AS h
                              LEFT JOIN (
                                  SELECT exchange, asset, sum(hours)::bigint AS absent,
                                         coalesce(sum(hours) FILTER (WHERE cause = 'no_trade'), 0)::bigint AS confirmed_empty,
                                         coalesce(sum(hours) FILTER (WHERE cause = 'not_available'), 0)::bigint AS not_available
                                  FROM gaps GROUP BY exchange, asset) AS g ON g.exchange = e.exchange AND g.asset = e.asset
                              GROUP BY e.exchange) AS venue
                        WHERE true""");
        sql.addIf(arguments.text("exchange"), "AND exchange = ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND exchange > ?", Cursor.read(arguments.canonical(), cursor).getFirst());
        }
        return Listing.Selection.of(Map.of(), VENUE, List.of("exchange"), sql.add("ORDER BY exchange"));
    }

    private static Listing.Selection selectDays(Session session, Arguments arguments) throws SQLException {
        Market market = marketOrVenue(session, arguments);
        if (market == null && arguments.text("exchange") == null) {
            throw new ParameterException("market",
                    "'market' or 'exchange' is required, for example market=binance:BTC/USDT: the days of all markets are millions of rows");
        }
        Sql sql = Sql.of("SELECT day, "
                + String.join(", ", COUNTED.stream().map(each -> "sum(" + each.name() + ") AS " + each.name()).toList())
                + " FROM completeness_daily WHERE true");
        where(sql, market, arguments);
        sql.addIf(dayOf(arguments.time("from", null)), "AND day >= ?");
        Instant to = arguments.time("to", null);
        sql.addIf(to == null ? null : dayOf(to.minusNanos(1)), "AND day <= ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND day > ?::date", Cursor.read(arguments.canonical(), cursor).getFirst());
        }
        return Listing.Selection.of(Map.of(), DAY, List.of("day"), sql.add("GROUP BY day ORDER BY day"));
    }

    /// The day in UTC that contains a time.
    private static @Nullable LocalDate dayOf(@Nullable Instant time) {
        return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static @Nullable Market marketOrVenue(Session session, Arguments arguments) throws SQLException {
        Market market = arguments.market();
        if (market == null) {
            return null;
        }
        if (arguments.text("exchange") != null) {
            throw new ParameterException("exchange",
                    "'exchange' and 'market' exclude each other: leave one of them out");
        }
        KnownMarkets.require(session, market);
        return market;
    }

    private static void where(Sql sql, @Nullable Market market, Arguments arguments) {
        sql.addIf(market == null ? arguments.text("exchange") : market.exchange(), "AND exchange = ?");
        sql.addIf(market == null ? null : market.asset(), "AND asset = ?");
    }
}
