package io.cryptodata.api.market;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ParameterException;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The history of one market on one timeframe: candles, indicators, or both side by side.
public final class BarListings {
    private static final List<Column> FACTS = List.of(Column.text("market"), Column.text("timeframe"));
    private static final List<Parameter> PARAMETERS = List.of(Parameter.market().required(), Parameter.timeframe(),
            Parameter.time("from"), Parameter.time("to"), Parameter.choice("order", "asc", List.of("asc", "desc")),
            Parameter.choice("closed", "true", List.of("true", "all")), Parameter.time("known_at"),
            Parameter.limit(1000, 5000), Parameter.cursor());

    /// What the rows have.
    private enum Content {
        CANDLES, INDICATORS, BARS;

        String rows() {
            return switch (this) {
                case CANDLES -> "candles";
                case INDICATORS -> "indicators";
                case BARS -> "bars";
            };
        }

        List<Column> columns() {
            return switch (this) {
                case CANDLES -> BarColumns.candle();
                case INDICATORS -> BarColumns.indicators();
                case BARS -> BarColumns.bar();
            };
        }
    }

    private BarListings() {}

    public static List<Listing> all() {
        return List.of(listing(Content.CANDLES), listing(Content.INDICATORS), listing(Content.BARS));
    }

    private static Listing listing(Content content) {
        return new Listing(content.rows(), content.rows(), PARAMETERS, FACTS, content.columns(), true,
                (session, arguments) -> select(content, session, arguments));
    }

    private static Listing.Selection select(Content content, Session session, Arguments arguments)
            throws SQLException {
        Market market = arguments.requiredMarket();
        Timeframe timeframe = arguments.timeframe();
        Instant knownAt = arguments.time("known_at", null);
        if (knownAt != null && timeframe != Timeframe.H1) {
            throw new ParameterException("known_at",
                    "'known_at' needs timeframe=1h: earlier versions are kept of hours, not of longer bars");
        }
        KnownMarkets.require(session, market);
        Sql sql = rows(content, timeframe, knownAt, closedBefore(session, market, timeframe), arguments);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("market", market.key());
        facts.put("timeframe", timeframe.code());
        return Listing.Selection.of(facts, content.columns(), List.of("timestamp"), sql);
    }

    /// Where the bucket in progress of a market starts: all earlier ones are closed.
    private static Instant closedBefore(Session session, Market market, Timeframe timeframe) throws SQLException {
        Instant end = KnownMarkets.end(session, market);
        return end == null ? Instant.EPOCH : timeframe.floor(end);
    }

    private static Sql rows(Content content, Timeframe timeframe, @Nullable Instant knownAt, Instant closedBefore,
            Arguments arguments) {
        boolean isAscending = arguments.word("order").equals("asc");
        Market market = arguments.requiredMarket();
        Sql sql = Sql.of("SELECT c.\"timestamp\", c.last_id,");
        sql.add("(c.\"timestamp\" < ?) AS closed,", closedBefore);
        sql.add(timeframe == Timeframe.H1
                ? "c.\"timestamp\" + interval '1 hour' AS closes_at,"
                : "c.closes_at,");
        sql.add(content == Content.INDICATORS
                ? "i.revision, i.known_at"
                : timeframe == Timeframe.H1 ? "c.revision, c.known_at" : "NULL::integer AS revision, c.known_at");
        if (content != Content.INDICATORS) {
            sql.add(", " + BarColumns.of("c", BarColumns.PRICES));
        }
        if (content != Content.CANDLES) {
            sql.add(", " + BarColumns.of("i", BarColumns.INDICATORS));
        }
        if (knownAt == null) {
            sql.add("FROM " + BarColumns.relation(timeframe) + " AS c");
        } else {
            sql.add("FROM candles_as_known_at(?) AS c", knownAt);
        }
        if (content != Content.CANDLES) {
            sql.add(content == Content.BARS ? "LEFT JOIN" : "JOIN");
            if (knownAt == null) {
                sql.add("indicators AS i");
            } else {
                sql.add("indicators_as_known_at(?) AS i", knownAt);
            }
            sql.add("ON i.last_id = c.last_id AND i.timeframe = ?", timeframe.code());
        }
        sql.add("WHERE c.exchange = ? AND c.asset = ?", market.exchange(), market.asset());
        sql.addIf(arguments.time("from", null), "AND c.\"timestamp\" >= ?");
        sql.addIf(arguments.time("to", null), "AND c.\"timestamp\" < ?");
        if (arguments.word("closed").equals("true")) {
            sql.add("AND c.\"timestamp\" < ?", closedBefore);
        }
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND c.\"timestamp\" " + (isAscending ? ">" : "<") + " ?::timestamptz",
                    Cursor.read(arguments.canonical(), cursor).getFirst());
        }
        return sql.add("ORDER BY c.\"timestamp\" " + (isAscending ? "ASC" : "DESC"));
    }
}
