package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.database.Migrations;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/// Loads a database by COPY, ten days of all markets per transaction, and stores the longer candles afterwards: by a refresh
/// of the continuous aggregates, otherwise by the migration that fills them on a database with hours.
final class StoreLoad {
    private static final int HOURS_PER_TRANSACTION = 240;
    private static final int PROGRESS_STEPS = 10;
    private static final String COINS = """
            INSERT INTO cg_data (coin_id, symbol, name, close, market_cap, market_cap_rank, ath5, days_since_ath, "timestamp")
            SELECT 'coin-' || rank, 'c' || rank, 'Coin ' || rank, random(), 1e9 / rank, rank, false, rank, snapshot
            FROM generate_series(timestamptz '2026-11-14 00:00+00', '2026-11-20 16:00+00', '30 minutes') snapshot,
                 generate_series(1, 2000) rank""";
    /// every bucket before the one of the newest hour, as the policies would
    private static final String STORED_BUCKETS = """
            SELECT format('CALL refresh_continuous_aggregate(%L, NULL, %L::timestamptz)', view_name,
                          candle_bucket(width, (SELECT max("timestamp") FROM h1_data)))
            FROM candle_timeframes ORDER BY width""";

    private final StoreServer store;
    private final StoreOptions options;
    private final StoreRows rows;
    private final long start = System.nanoTime();

    StoreLoad(StoreServer store, StoreOptions options) {
        this.store = store;
        this.options = options;
        this.rows = new StoreRows(options);
    }

    void run() throws SQLException {
        long indicators = 0;
        int step = 0;
        if (!store.isCommunity()) {
            store.execute("ALTER TABLE h1_data DISABLE TRIGGER USER");
        }
        try (Connection connection = store.access().connect()) {
            for (long from = rows.oldestHour(); from <= StoreRows.newestHour(); from += HOURS_PER_TRANSACTION) {
                long until = Math.min(from + HOURS_PER_TRANSACTION, StoreRows.newestHour() + 1);
                List<byte[]> late = new ArrayList<>();
                copy(connection, StoreRows.CANDLES, from, until, hour -> {
                    byte[] candles = rows.candles(hour);
                    late.add(rows.indicators(hour));
                    return candles;
                });
                long first = from;
                indicators += copy(connection, StoreRows.INDICATORS, from, until,
                        hour -> late.get(Math.toIntExact(hour - first)));
                step = progress(until - rows.oldestHour(), step);
            }
        }
        store.execute(COINS);
        System.out.printf("%s: %,d indicator rows, loaded in %d s%n", store.tier(), indicators, seconds());
        if (store.isCommunity()) {
            storeLongerCandles();
        } else {
            store.execute("ALTER TABLE h1_data ENABLE TRIGGER USER", "ANALYZE h1_data",
                    "DELETE FROM flyway_schema_history WHERE version IS NULL");
            Migrations.migrate(store.access(), Duration.ofSeconds(30));
        }
        store.execute("VACUUM ANALYZE");
        System.out.printf("%s: ready after %d s%n", store.tier(), seconds());
    }

    private static long copy(Connection connection, String sql, long from, long until, LongFunction<byte[]> rowsOf)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        for (long hour = from; hour < until; hour++) {
            byte[] bytes = rowsOf.apply(hour);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        return copy.endCopy();
    }

    private int progress(long hours, int step) {
        int reached = Math.toIntExact(hours * PROGRESS_STEPS / options.hours());
        if (reached > step) {
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
            System.out.println(String.format(Locale.ROOT, "%s: %,d hours of %s, %,.0f/s, %.0f s left", store.tier(),
                    hours * options.markets(), Timeframe.instantOf(rows.oldestHour() + hours - 1),
                    hours * options.markets() / seconds, seconds * (options.hours() - hours) / hours));
        }
        return reached;
    }

    private void storeLongerCandles() throws SQLException {
        List<String> calls = new ArrayList<>();
        try (Connection connection = store.access().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STORED_BUCKETS)) {
            while (row.next()) {
                calls.add(row.getString(1));
            }
        }
        for (String call : calls) {
            store.execute(call);
            System.out.printf("%s: %s after %d s%n", store.tier(), call, seconds());
        }
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }
}
