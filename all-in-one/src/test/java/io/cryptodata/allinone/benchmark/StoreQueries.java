package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The questions of [BenchmarkStore] with their targets.
final class StoreQueries {
    private static final String MARKET = "asset = 'BTC/USDT' AND exchange = 'binance'";

    private StoreQueries() {}

    /// @param target of the median, in milliseconds
    record Timed(String name, String sql, double target) {}

    /// @param fromHours the same candles computed from `h1_data`
    /// @param target how many times faster the view must be; empty for none
    record Compared(String name, String view, String fromHours, Optional<Integer> target) {}

    static List<Timed> timed() {
        return List.of(
                new Timed("newest candle of a market",
                        "SELECT * FROM h1_data WHERE asset = 'BTC/USDT' AND exchange = 'binance' ORDER BY timestamp DESC LIMIT 1",
                        5),
                new Timed("its indicators", """
                        SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                         WHERE h.asset = 'BTC/USDT' AND h.exchange = 'binance' ORDER BY h.timestamp DESC LIMIT 1""", 5),
                new Timed("the hundred largest coins",
                        """
                                SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                                 WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100""",
                        5),
                new Timed("48 four-hour candles",
                        "SELECT * FROM h4_data WHERE asset = 'ETH/USDT' AND exchange = 'bybit' ORDER BY timestamp DESC LIMIT 48",
                        5),
                new Timed("60 candles of each timeframe of a market", everyTimeframe(), 5),
                new Timed("newest hour of every market", "SELECT * FROM latest_h1_data", 50));
    }

    private static String everyTimeframe() {
        return Stream.concat(Stream.of("h1_data"), Timeframe.LONGER.stream().map(StoreQueries::viewOf))
                .map(view -> """
                        (SELECT '%1$s', last_id, "timestamp", open, high, low, close, volume FROM %1$s
                         WHERE %2$s ORDER BY "timestamp" DESC LIMIT 60)""".formatted(view, MARKET))
                .collect(Collectors.joining(" UNION ALL "));
    }

    static List<Compared> compared(boolean community) {
        List<Compared> questions = new ArrayList<>();
        questions.add(page(community, Timeframe.H2, 30, Optional.empty()));
        questions.add(page(community, Timeframe.H4, 30, Optional.empty()));
        questions.add(page(community, Timeframe.H12, 30, Optional.empty()));
        questions.add(page(community, Timeframe.D1, 30, Optional.of(20)));
        questions.add(new Compared("all weekly candles of all markets", "SELECT * FROM w1_data",
                fromHours(community, Timeframe.W1, "true"), Optional.of(50)));
        questions.add(page(community, Timeframe.M1, 1, Optional.of(40)));
        return questions;
    }

    private static Compared page(boolean community, Timeframe timeframe, int candles, Optional<Integer> target) {
        long oldest = timeframe.floor(StoreRows.newestHour());
        for (int candle = 1; candle < candles; candle++) {
            oldest = timeframe.floor(oldest - 1);
        }
        String bounded = "\"timestamp\" >= '" + Timeframe.instantOf(oldest) + "'";
        String name = candles == 1
                ? "the month in progress of all markets"
                : "%d candles of %s of all markets".formatted(candles, timeframe.code());
        return new Compared(name, "SELECT * FROM " + viewOf(timeframe) + " WHERE " + bounded,
                fromHours(community, timeframe, bounded), target);
    }

    /// As the views do it: with TimescaleDB's functions where it has them.
    private static String fromHours(boolean community, Timeframe timeframe, String bounded) {
        String width = widthOf(timeframe);
        String columns = community
                ? """
                        last(last_id, "timestamp") AS last_id, asset, exchange, time_bucket(interval '%s', "timestamp") AS bucket,
                        first(open, "timestamp"), max(high), min(low), last(close, "timestamp"), sum(volume), count(*)"""
                : """
                        max(last_id) AS last_id, asset, exchange, candle_bucket(interval '%s', "timestamp") AS bucket,
                        (array_agg(open ORDER BY "timestamp"))[1], max(high), min(low),
                        (array_agg(close ORDER BY "timestamp" DESC))[1], sum(volume), count(*)""";
        return "SELECT " + columns.formatted(width) + " FROM h1_data WHERE " + bounded + " GROUP BY 2, 3, 4";
    }

    private static String widthOf(Timeframe timeframe) {
        String code = timeframe.code();
        int number = Integer.parseInt(code.substring(0, code.length() - 1));
        return switch (code.charAt(code.length() - 1)) {
            case 'h' -> number + " hours";
            case 'd' -> 24 * number + " hours";
            case 'w' -> 168 * number + " hours";
            default -> number + " month";
        };
    }

    private static String viewOf(Timeframe timeframe) {
        return timeframe.code().replaceAll("(\\d+)(.)", "$2$1_data");
    }
}
