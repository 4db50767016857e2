package io.cryptodata.api.market;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ParameterException;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.Sorting;
import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The newest closed bar of every market on one timeframe, with its indicators.
///
/// The newest bar is read whole, for all markets at once, and so is the one before where many markets have only that. The
/// other markets, which are behind or stopped, are looked up one by one: of the newest closed candles of each, the newest one
/// with indicators, or else the newest one. DISTINCT ON is avoided: TimescaleDB before 2.29.2 returns wrong rows for it.
public final class Screener {
    /// a market without indicators for so many of its newest bars is listed without them
    private static final int SEARCHED_BARS = 4;
    /// so many lookups take about as long as reading another bar of all markets
    private static final int FEW_MARKETS = 50;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Column> IDENTITY = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.integer("rank"), Column.time("timestamp"));
    private static final List<Column> COLUMNS = columns();
    private static final List<String> KEY = List.of("exchange", "asset");

    private Screener() {}

    public static Listing listing() {
        return new Listing("screener", "rows", List.of(Parameter.timeframe(),
                Parameter.text("filter", "rsi14<30").repeatable(),
                new Parameter("sort", Parameter.Kind.TEXT, "market", false, false, List.of(), 0, "-volume_usd"),
                Parameter.text("exchange", "binance"), Parameter.text("quote", "USDT"),
                Parameter.choice("kind", null, MarketListings.KINDS), Parameter.text("q", "btc"),
                Parameter.text("columns", "market,close,rsi14"), Parameter.limit(5000, 5000), Parameter.cursor()),
                List.of(Column.text("timeframe"), Column.time("as_of"), Column.integer("total")), COLUMNS, true,
                Screener::select);
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(IDENTITY);
        columns.addAll(BarColumns.PRICES);
        columns.add(Column.number("change_pct"));
        columns.add(Column.of("last_id", ColumnType.ID));
        columns.add(Column.integer("age_bars"));
        columns.addAll(BarColumns.INDICATORS);
        return columns;
    }

    private static Listing.Selection select(Session session, Arguments arguments) throws SQLException {
        Timeframe timeframe = arguments.timeframe();
        Sorting sorting = Sorting.parse("sort", arguments.word("sort"), COLUMNS, KEY);
        List<Filter> filters = arguments.texts("filter").stream().map(each -> Filter.parse(each, COLUMNS)).toList();
        List<Column> shown = shown(arguments.text("columns"));
        String cursor = arguments.text(Parameter.CURSOR);
        List<@Nullable String> position = cursor == null ? List.of() : Cursor.read(arguments.canonical(), cursor);
        Bounds bounds = bounds(session, timeframe,
                position.isEmpty() ? null : Instant.parse(Objects.requireNonNull(position.getFirst())));
        Instant end = bounds.end();

        Sql sql = Sql.of("SELECT *, ?::text AS as_of FROM (SELECT *, count(*) OVER () AS total FROM (", end.toString())
                .add(bars(timeframe, bounds, arguments)).add(") AS bar WHERE true");
        filters.forEach(filter -> filter.appendTo(sql));
        sql.add(") AS counted WHERE true");
        if (!position.isEmpty()) {
            sql.add(sorting.after(position.get(1), position.subList(2, 4)));
        }
        sql.add(sorting.orderBy());
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("timeframe", timeframe.code());
        facts.put("as_of", end.equals(Instant.EPOCH) ? null : end);
        return new Listing.Selection(facts, shown, "total",
                List.of("as_of", sorting.column().name(), "exchange", "asset"),
                sql, Reader::cell);
    }

    private static List<Column> shown(@Nullable String names) {
        if (names == null) {
            return COLUMNS;
        }
        List<Column> shown = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            Column column = COLUMNS.stream().filter(each -> each.name().equals(name.strip())).findFirst()
                    .orElseThrow(() -> new ParameterException("columns",
                            "'columns' must be names of columns separated by commas, but had '"
                                    + name + "'; for example columns=market,close,rsi14. Columns are "
                                    + String.join(", ", COLUMNS.stream().map(Column::name).toList())));
            if (shown.contains(column)) {
                throw new ParameterException("columns", "'columns' has " + name + " twice");
            }
            shown.add(column);
        }
        return shown;
    }

    /// Where the newest closed bars are.
    ///
    /// @param end of the newest bucket that is closed for the markets without a lag; the epoch if there is no candle
    /// @param newest its start
    /// @param second the start of the bucket before
    private record Bounds(Instant end, Instant newest, Instant second) {}

    /// @param pinned the end of a page before; null for the first one
    private static Bounds bounds(Session session, Timeframe timeframe, @Nullable Instant pinned) throws SQLException {
        Instant end = pinned;
        if (end == null) {
            Instant hour = session.first(Sql.of("SELECT max(newest) AS newest FROM candle_markets"),
                    row -> Session.time(row, "newest"));
            end = hour == null ? Instant.EPOCH : timeframe.floor(hour.plus(HOUR));
        }
        Instant newest = timeframe.floor(end.minus(HOUR));
        return new Bounds(end, newest, timeframe.floor(newest.minus(HOUR)));
    }

    private static Sql bars(Timeframe timeframe, Bounds bounds, Arguments arguments) {
        boolean isMonth = timeframe == Timeframe.M1;
        Sql sql = Sql.of("WITH b0 AS MATERIALIZED (")
                .add(barOfMany(timeframe, bounds.newest(), bounds.end(), arguments));
        sql.add("), b1 AS MATERIALIZED (").add(barOfMany(timeframe, bounds.second(), bounds.newest(), arguments));
        sql.add("""
                AND (SELECT count(*) FROM candle_markets WHERE newest >= ?) - (SELECT count(*) FROM b0) > ?
                AND (c.asset, c.exchange) NOT IN (SELECT asset, exchange FROM b0))""",
                bounds.second(), FEW_MARKETS);
        sql.add(", bar AS MATERIALIZED (SELECT * FROM b0 UNION ALL SELECT * FROM b1 UNION ALL"
                + " SELECT other.* FROM candle_markets AS m CROSS JOIN LATERAL (");
        sql.add(newestOfOne(timeframe, bounds.end())).add(") AS other");
        sql.add("WHERE (m.asset, m.exchange) NOT IN (SELECT asset, exchange FROM b0 UNION ALL SELECT asset, exchange FROM b1)");
        where(sql, "m", arguments).add(")");
        sql.add("SELECT bar.exchange || ':' || bar.asset AS market, bar.exchange, bar.asset, u.rank, bar.\"timestamp\",");
        sql.add(BarColumns.of("bar", BarColumns.PRICES) + ",");
        sql.add("round((bar.close / nullif(before.close, 0) - 1) * 100, 6) AS change_pct, bar.last_id,");
        sql.add(age(timeframe) + " AS age_bars,",
                isMonth ? new Object[]{bounds.newest(), bounds.newest()} : new Object[]{bounds.newest()});
        sql.add(BarColumns.of("bar", BarColumns.INDICATORS));
        // LIMIT, because a join may read all hours of all markets
        return sql.add("""
                FROM bar LEFT JOIN universe AS u ON u.exchange = bar.exchange AND u.asset = bar.asset
                LEFT JOIN LATERAL (
                    SELECT h.close FROM h1_data AS h WHERE h.exchange = bar.exchange AND h.asset = bar.asset
                        AND h."timestamp" = bar."timestamp" - interval '1 hour' LIMIT 1) AS before ON true""");
    }

    /// How many bars are between that of a row and the newest one, which is bound.
    private static String age(Timeframe timeframe) {
        if (timeframe == Timeframe.M1) {
            return "((extract(year FROM ?::timestamptz AT TIME ZONE 'UTC') - extract(year FROM bar.\"timestamp\" AT TIME ZONE 'UTC')) * 12"
                    + " + extract(month FROM ?::timestamptz AT TIME ZONE 'UTC') - extract(month FROM bar.\"timestamp\" AT TIME ZONE 'UTC'))::bigint";
        }
        return "(extract(epoch FROM ?::timestamptz - bar.\"timestamp\") / 3600 / " + hours(timeframe) + ")::bigint";
    }

    private static long hours(Timeframe timeframe) {
        return timeframe.next(timeframe.floor(0)) - timeframe.floor(0);
    }

    private static Sql where(Sql sql, String alias, Arguments arguments) {
        sql.addIf(arguments.text("exchange"), "AND " + alias + ".exchange = ?");
        sql.addIf(arguments.text("quote"), "AND " + MarketListings.quoteOf(alias) + " = ?");
        sql.addIf(arguments.text("kind"), "AND " + MarketListings.kindOf(alias) + " = ?");
        String part = arguments.text("q");
        return sql.addIf(part == null ? null : Sql.containing(part),
                "AND " + alias + ".exchange || ':' || " + alias + ".asset ILIKE ?");
    }

    /// One bar of all markets.
    private static Sql barOfMany(Timeframe timeframe, Instant from, Instant to, Arguments arguments) {
        return where(barsWithIndicators(timeframe).add("WHERE c.\"timestamp\" = ? AND i.last_id >= ? AND i.last_id < ?",
                from,
                firstId(from), firstId(to)), "c", arguments);
    }

    private static Sql newestOfOne(Timeframe timeframe, Instant end) {
        String width = timeframe == Timeframe.M1 ? "1 month" : hours(timeframe) + " hours";
        return Sql.of("SELECT c.exchange, c.asset, c.\"timestamp\", c.last_id, " + BarColumns.of("c", BarColumns.PRICES)
                + ", " + BarColumns.of("i", BarColumns.INDICATORS) + " FROM (SELECT * FROM "
                + BarColumns.relation(timeframe)).add("""
                        AS h WHERE h.exchange = m.exchange AND h.asset = m.asset AND h."timestamp" < ?
                            AND h."timestamp" <= m.newest AND h."timestamp" >= candle_bucket(?::interval, m.oldest)
                        ORDER BY h."timestamp" DESC LIMIT ?) AS c
                        LEFT JOIN indicators AS i ON i.last_id = c.last_id AND i.closed AND i.timeframe = ?
                        WHERE i.closed OR c."timestamp" < candle_bucket(?::interval, m.newest + interval '1 hour')
                        ORDER BY i.last_id IS NULL, c."timestamp" DESC LIMIT 1""", end, width, SEARCHED_BARS,
                        timeframe.code(), width);
    }

    private static Sql barsWithIndicators(Timeframe timeframe) {
        return Sql.of(
                "SELECT c.exchange, c.asset, c.\"timestamp\", c.last_id, " + BarColumns.of("c", BarColumns.PRICES)
                        + ", "
                        + BarColumns.of("i", BarColumns.INDICATORS) + " FROM " + BarColumns.relation(timeframe)
                        + " AS c JOIN indicators AS i ON i.last_id = c.last_id AND i.closed AND i.timeframe = ?",
                timeframe.code());
    }

    /// The smallest id of an hour.
    private static long firstId(Instant hour) {
        return Timeframe.epochHourOf(hour) << 43;
    }
}
