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
/// The two newest bars of all markets are read whole. Markets that have neither, because they are behind or stopped, are
/// looked up one by one, from their own newest hour back.
public final class Screener {
    /// a market whose newest bars have no indicators within so many is not listed
    private static final int SEARCHED_BARS = 4;
    private static final List<Column> IDENTITY = List.of(Column.text("market"), Column.text("exchange"),
            Column.text("asset"), Column.integer("rank"), Column.time("timestamp"));
    private static final List<Column> COLUMNS = columns();
    private static final List<Column> COMPARED = COLUMNS.stream().filter(Filter::isComparable).toList();
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
        List<Filter> filters = arguments.texts("filter").stream().map(each -> Filter.parse(each, COMPARED)).toList();
        List<Column> shown = shown(arguments.text("columns"));
        String cursor = arguments.text(Parameter.CURSOR);
        List<@Nullable String> position = cursor == null ? List.of() : Cursor.read(arguments.canonical(), cursor);
        Instant end = position.isEmpty()
                ? newestEnd(session, timeframe)
                : Instant.parse(Objects.requireNonNull(position.getFirst()));

        Sql sql = Sql.of("SELECT *, ?::text AS as_of FROM (SELECT *, count(*) OVER () AS total FROM (", end.toString())
                .add(bars(timeframe, end, arguments)).add(") AS bar WHERE true");
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

    /// End of the newest bucket that is closed for the markets without a lag; the epoch if there is no candle.
    private static Instant newestEnd(Session session, Timeframe timeframe) throws SQLException {
        Instant newest = session.first(Sql.of("SELECT max(newest) AS newest FROM candle_markets"),
                row -> Session.time(row, "newest"));
        return newest == null ? Instant.EPOCH : timeframe.floor(newest.plus(Duration.ofHours(1)));
    }

    private static Instant before(Timeframe timeframe, Instant bucket) {
        return timeframe.floor(bucket.minus(Duration.ofHours(1)));
    }

    private static Sql bars(Timeframe timeframe, Instant end, Arguments arguments) {
        Instant newest = before(timeframe, end);
        Instant second = before(timeframe, newest);
        Sql sql = Sql
                .of("SELECT m.exchange || ':' || m.asset AS market, m.exchange, m.asset, m.rank, bar.\"timestamp\",");
        sql.add(BarColumns.of("bar", BarColumns.PRICES) + ",");
        sql.add("round((bar.close / nullif(before.close, 0) - 1) * 100, 6) AS change_pct, bar.last_id,");
        sql.add(age(timeframe) + " AS age_bars,",
                age(timeframe).contains("month") ? new Object[]{newest, newest} : new Object[]{newest});
        sql.add(BarColumns.of("bar", BarColumns.INDICATORS));
        sql.add("FROM (").add(markets(arguments)).add(") AS m");
        sql.add("LEFT JOIN (").add(newestOfMany(timeframe, newest, end))
                .add(") AS b0 ON b0.exchange = m.exchange AND b0.asset = m.asset");
        sql.add("LEFT JOIN (").add(newestOfMany(timeframe, second, newest))
                .add(") AS b1 ON b1.exchange = m.exchange AND b1.asset = m.asset");
        sql.add("CROSS JOIN LATERAL (SELECT b0.* WHERE b0.last_id IS NOT NULL");
        sql.add("UNION ALL SELECT b1.* WHERE b0.last_id IS NULL AND b1.last_id IS NOT NULL");
        sql.add("UNION ALL (").add(newestOfOne(timeframe, end)).add(")) AS bar");
        return sql.add("LEFT JOIN h1_data AS before ON before.exchange = m.exchange AND before.asset = m.asset"
                + " AND before.\"timestamp\" = bar.\"timestamp\" - interval '1 hour'");
    }

    /// How many bars are between that of a row and the newest one, which is bound.
    private static String age(Timeframe timeframe) {
        if (timeframe == Timeframe.M1) {
            return "((extract(year FROM ?::timestamptz AT TIME ZONE 'UTC') - extract(year FROM bar.\"timestamp\" AT TIME ZONE 'UTC')) * 12"
                    + " + extract(month FROM ?::timestamptz AT TIME ZONE 'UTC') - extract(month FROM bar.\"timestamp\" AT TIME ZONE 'UTC'))::bigint";
        }
        return "(extract(epoch FROM ?::timestamptz - bar.\"timestamp\") / " + seconds(timeframe) + ")::bigint";
    }

    private static long seconds(Timeframe timeframe) {
        return timeframe.next(timeframe.floor(0)) * 3600 - timeframe.floor(0) * 3600;
    }

    private static Sql markets(Arguments arguments) {
        Sql sql = Sql.of("""
                SELECT m.exchange, m.asset, m.newest, u.rank FROM candle_markets AS m
                LEFT JOIN universe AS u ON u.exchange = m.exchange AND u.asset = m.asset WHERE true""");
        sql.addIf(arguments.text("exchange"), "AND m.exchange = ?");
        sql.addIf(arguments.text("quote"), "AND " + MarketListings.QUOTE + " = ?");
        sql.addIf(arguments.text("kind"), "AND " + MarketListings.KIND + " = ?");
        String part = arguments.text("q");
        return sql.addIf(part == null ? null : Sql.containing(part), "AND m.exchange || ':' || m.asset ILIKE ?");
    }

    /// One bar of all markets.
    private static Sql newestOfMany(Timeframe timeframe, Instant from, Instant to) {
        return barsWithIndicators(timeframe).add("WHERE c.\"timestamp\" = ? AND i.last_id >= ? AND i.last_id < ?", from,
                firstId(from), firstId(to));
    }

    private static Sql newestOfOne(Timeframe timeframe, Instant end) {
        return barsWithIndicators(timeframe).add("""
                WHERE b0.last_id IS NULL AND b1.last_id IS NULL AND c.exchange = m.exchange AND c.asset = m.asset
                    AND c."timestamp" < ? AND c."timestamp" <= m.newest AND c."timestamp" > m.newest - ?::interval
                ORDER BY c."timestamp" DESC LIMIT 1""", end, searched(timeframe));
    }

    private static String searched(Timeframe timeframe) {
        return timeframe == Timeframe.M1 ? SEARCHED_BARS + " months" : seconds(timeframe) * SEARCHED_BARS + " seconds";
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
