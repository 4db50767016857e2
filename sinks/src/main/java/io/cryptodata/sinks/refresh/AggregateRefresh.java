package io.cryptodata.sinks.refresh;

import io.cryptodata.sinks.database.DatabaseAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Refreshes the stored longer candles of changed hours: bottom-up, only what is stored already, and reads the result
/// back. What is not stored yet is computed from the hours when it is read, so it is never stale. Candles whose hours
/// retention has dropped are final.
public final class AggregateRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(AggregateRefresh.class);
    /// longer than a refresh of years of hours
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);
    private static final int MAX_REQUESTS = 10_000;
    private static final String REQUESTS = """
            SELECT id, oldest, newest FROM candle_refreshes ORDER BY id LIMIT\s""" + MAX_REQUESTS;
    private static final String HAS_REQUESTS = "SELECT to_regclass('public.candle_refreshes') IS NOT NULL";
    /// A backfill is awaited until it pauses for half a minute, at most ten minutes.
    private static final String IS_DUE = """
            SELECT count(*) > 0 AND (max(requested_at) < now() - interval '30 seconds'
                OR min(requested_at) < now() - interval '10 minutes') FROM candle_refreshes""";
    private static final String AGGREGATES = """
            SELECT t.view_name, t.width::text,
                   _timescaledb_functions.to_timestamp(_timescaledb_functions.cagg_watermark(c.mat_hypertable_id)),
                   isfinite(_timescaledb_functions.to_timestamp(_timescaledb_functions.cagg_watermark(c.mat_hypertable_id))),
                   c.parent_mat_hypertable_id IS NULL
            FROM candle_timeframes t
            JOIN _timescaledb_catalog.continuous_agg c ON c.user_view_schema = 'public' AND c.user_view_name = t.view_name
            ORDER BY t.width""";
    private static final String WINDOW = """
            SELECT candle_bucket(w, ?), least(candle_bucket_end(w, candle_bucket(w, ?)), ?) FROM (SELECT ?::interval AS w) AS width""";
    private static final String REFRESH = "CALL refresh_continuous_aggregate(?::regclass, ?, ?, force => ?)";
    private static final String KEPT_FROM = "SELECT nullif(hours_kept_from(), '-infinity')";
    /// A refresh and a drop of hours never run beside each other; an arbitrary number that nothing else in this database locks.
    private static final String LOCK = "SELECT pg_try_advisory_lock(713904226818)";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(713904226818)";
    /// Those on days are not concerned: days are not dropped.
    private static final String START_POLICIES = """
            SELECT alter_job(job_id, config => jsonb_set(config, '{start_offset}', to_jsonb(
                make_interval(hours => floor(extract(epoch FROM now() - hours_kept_from()) / 3600)::integer)::text)))
            FROM timescaledb_information.jobs AS j
            JOIN _timescaledb_catalog.continuous_agg AS c ON c.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::integer
            WHERE j.proc_name = 'policy_refresh_continuous_aggregate' AND c.parent_mat_hypertable_id IS NULL
                AND isfinite(hours_kept_from())""";
    private static final String RUNNING_POLICIES = """
            SELECT count(*) > 0 FROM timescaledb_information.job_stats JOIN timescaledb_information.jobs USING (job_id)
            WHERE proc_name = 'policy_refresh_continuous_aggregate' AND job_status = 'Running'""";
    private final DatabaseAccess database;

    AggregateRefresh(DatabaseAccess database) {
        this.database = database;
    }

    /// @param stored end of the stored buckets; buckets after it are computed when they are read
    /// @param onHours whether its candles are built from the hours; otherwise from the days
    private record Aggregate(String view, String width, Instant stored, boolean onHours) {
        String source() {
            return onHours ? "h1_data" : "d1_data";
        }
    }

    /// What to do while nothing else refreshes candles.
    @FunctionalInterface
    public interface Action {
        void run() throws SQLException;
    }

    private record Window(Instant from, Instant to) {
        boolean isEmpty() {
            return !from.isBefore(to);
        }
    }

    /// Refreshes what was requested, if the requests have paused.
    ///
    /// @return the number of requests that are done
    /// @throws SQLException if a refresh failed, or had no effect; the requests stay and are repeated
    int runIfDue() throws SQLException {
        try (Connection connection = connect()) {
            return isTrue(connection, HAS_REQUESTS) && isTrue(connection, IS_DUE) ? run(connection) : 0;
        }
    }

    /// Refreshes what was requested.
    int run() throws SQLException {
        try (Connection connection = connect()) {
            return run(connection);
        }
    }

    private Connection connect() throws SQLException {
        return database.connect("cda refresh", STATEMENT_TIMEOUT);
    }

    /// Lets the policies start where hours are kept. A policy that starts earlier would store the candles again, from hours
    /// that are gone. Does nothing where no hours were dropped, or without continuous aggregates.
    public static void followRetention(Connection connection) throws SQLException {
        if (isTrue(connection, HAS_REQUESTS)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(START_POLICIES);
            }
        }
    }

    /// Stores what a day and less lack of these hours, so that the hours may be dropped. Does nothing without continuous
    /// aggregates.
    ///
    /// @param end exclusive; start and end are midnights in UTC
    /// @return false if something else refreshes candles at the moment
    /// @throws SQLException if a candle is not stored, or differs from its hours after a refresh
    public static boolean complete(Connection connection, Instant start, Instant end) throws SQLException {
        if (!isTrue(connection, HAS_REQUESTS)) {
            return true;
        }
        return locked(connection, () -> {
            for (Aggregate aggregate : aggregates(connection)) {
                if (aggregate.onHours && aggregate.stored.isBefore(end)) {
                    throw new SQLException("hours until %s are not dropped: %s is stored only until %s".formatted(end,
                            aggregate.view, aggregate.stored));
                }
                refresh(connection, aggregate, new HourRange(start, end.minus(Duration.ofHours(1))));
            }
        });
    }

    /// Drops hours unless candles are being refreshed: what began before [#followRetention(Connection)] may start earlier.
    ///
    /// @return whether the hours were dropped
    public static boolean unlessRefreshing(Connection connection, Action drop) throws SQLException {
        if (!isTrue(connection, HAS_REQUESTS)) {
            drop.run();
            return true;
        }
        return !isTrue(connection, RUNNING_POLICIES) && locked(connection, drop);
    }

    private static boolean locked(Connection connection, Action action) throws SQLException {
        if (!isTrue(connection, LOCK)) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            isTrue(connection, UNLOCK);
        }
    }

    private static int run(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<HourRange> ranges = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(REQUESTS)) {
            while (row.next()) {
                ids.add(row.getLong(1));
                ranges.add(new HourRange(instant(row, 2), instant(row, 3)));
            }
        }
        boolean done = locked(connection, () -> {
            refresh(connection, HourRange.merged(ranges));
            remove(connection, ids);
        });
        return done ? ids.size() : 0;
    }

    private static void refresh(Connection connection, List<HourRange> ranges) throws SQLException {
        Instant keptFrom = keptFrom(connection);
        for (HourRange range : ranges) {
            Optional<HourRange> kept = range.from(keptFrom);
            if (kept.isPresent()) {
                for (Aggregate aggregate : aggregates(connection)) {
                    refresh(connection, aggregate, kept.get());
                }
            }
        }
    }

    private static List<Aggregate> aggregates(Connection connection) throws SQLException {
        List<Aggregate> aggregates = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(AGGREGATES)) {
            while (row.next()) {
                aggregates.add(new Aggregate(row.getString(1), row.getString(2),
                        row.getBoolean(4) ? instant(row, 3) : Instant.EPOCH, row.getBoolean(5)));
            }
        }
        return aggregates;
    }

    private static void refresh(Connection connection, Aggregate aggregate, HourRange range) throws SQLException {
        Window window = windowOf(connection, aggregate, range);
        if (window.isEmpty()) {
            return;
        }
        long started = System.nanoTime();
        call(connection, aggregate, window, false);
        if (differences(connection, aggregate, window) > 0) {
            LOG.warn("a refresh of {} from {} to {} had no effect; it is forced", aggregate.view, window.from,
                    window.to);
            call(connection, aggregate, window, true);
            long left = differences(connection, aggregate, window);
            if (left > 0) {
                throw new SQLException("%d candles of %s from %s to %s differ from their hours after a refresh"
                        .formatted(left, aggregate.view, window.from, window.to));
            }
        }
        LOG.info("{} refreshed from {} to {} in {} ms", aggregate.view, window.from, window.to,
                Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    private static Window windowOf(Connection connection, Aggregate aggregate, HourRange range) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WINDOW)) {
            statement.setObject(1, utc(range.oldest()));
            statement.setObject(2, utc(range.newest()));
            statement.setObject(3, utc(aggregate.stored));
            statement.setString(4, aggregate.width);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Window(instant(row, 1), instant(row, 2));
            }
        }
    }

    private static void call(Connection connection, Aggregate aggregate, Window window, boolean force)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFRESH)) {
            statement.setString(1, "public." + aggregate.view);
            statement.setObject(2, utc(window.from));
            statement.setObject(3, utc(window.to));
            statement.setBoolean(4, force);
            statement.execute();
        }
    }

    /// The number of candles that differ from what their hours or days give. Days are compared first.
    private static long differences(Connection connection, Aggregate aggregate, Window window) throws SQLException {
        String fromHours = """
                SELECT asset, exchange, candle_bucket('%1$s', "timestamp"), last(last_id, "timestamp"), first(open, "timestamp"),
                       max(high), min(low), last(close, "timestamp"), sum(volume), %4$s,
                       CASE WHEN count(known_at) = count(*) THEN max(known_at) END
                FROM %5$s WHERE "timestamp" >= '%2$s' AND "timestamp" < '%3$s'
                GROUP BY asset, exchange, candle_bucket('%1$s', "timestamp")"""
                .formatted(aggregate.width, window.from, window.to,
                        aggregate.onHours ? "count(*)::integer" : "sum(hours)::integer", aggregate.source());
        String stored = """
                SELECT asset, exchange, "timestamp", last_id, open, high, low, close, volume, hours, known_at
                FROM %s WHERE "timestamp" >= '%s' AND "timestamp" < '%s'""".formatted(aggregate.view, window.from,
                window.to);
        String query = "SELECT count(*) FROM ((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)) AS different"
                .formatted(stored, fromHours);
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Instant keptFrom(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(KEPT_FROM)) {
            row.next();
            OffsetDateTime from = row.getObject(1, OffsetDateTime.class);
            return from == null ? Instant.MIN : from.toInstant();
        }
    }

    private static void remove(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("DELETE FROM candle_refreshes WHERE id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).orElseThrow().toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
