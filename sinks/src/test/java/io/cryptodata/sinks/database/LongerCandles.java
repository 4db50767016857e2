package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.List;

import static java.util.stream.Collectors.joining;

/// The views of the longer timeframes against what the hours give.
public final class LongerCandles {
    private LongerCandles() {}

    /// The name of a timeframe's view: `h4_data` for `4h`.
    public static String viewOf(Timeframe timeframe) {
        return timeframe.code().replaceAll("(\\d+)(.)", "$2$1_data");
    }

    /// A few candles that a view lacks or has wrong, each with the name of its view first.
    public static List<String> differences(DatabaseAccess database) {
        return TestDatabase.rows(database,
                Timeframe.LONGER.stream().map(LongerCandles::differencesOf).collect(joining(" UNION ALL ")));
    }

    private static String differencesOf(Timeframe timeframe) {
        String expected = """
                SELECT (array_agg(last_id ORDER BY "timestamp" DESC))[1], asset, exchange, candle_bucket(width, "timestamp"),
                       (array_agg(open ORDER BY "timestamp"))[1], max(high), min(low),
                       (array_agg(close ORDER BY "timestamp" DESC))[1], sum(volume), count(*)::integer,
                       candle_bucket_end(width, candle_bucket(width, "timestamp")),
                       CASE WHEN count(known_at) = count(*) THEN max(known_at) END
                FROM h1_data, candle_timeframes WHERE timeframe = '%s'
                GROUP BY asset, exchange, width, candle_bucket(width, "timestamp")"""
                .formatted(timeframe.code());
        return """
                (SELECT '%1$s', 'missing', * FROM (%2$s EXCEPT ALL SELECT * FROM %1$s) AS missing LIMIT 2)
                UNION ALL
                (SELECT '%1$s', 'wrong', * FROM (SELECT * FROM %1$s EXCEPT ALL %2$s) AS wrong LIMIT 2)"""
                .formatted(viewOf(timeframe), expected);
    }
}
