package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.cleanup.CleanupReport.Outcome;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Deletes every indicator row of a longer timeframe that a later row of the same market and bucket has replaced. The
/// newest row of each bucket stays, also of one in progress; hourly rows are never touched. Repeating it is harmless.
///
/// The table is walked once from new to old along its primary key, a limited number of rows at a time; what was replaced
/// among them goes in one short transaction. The sinks go on meanwhile: the newest row of a bucket is never deleted,
/// whoever writes, and a replaced row that a replay writes again is found the next time. It waits for no row longer than
/// a blink, so that it is never what a deadlock ends; rows that stay locked are left for the next time.
public final class IndicatorCleanup {
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
    /// below a second, after which PostgreSQL looks for deadlocks
    private static final String WAIT_BRIEFLY = "SET lock_timeout = '400ms'";
    private static final int TRIES = 3;
    /// any number that nothing else in this database locks
    private static final String LOCK = "SELECT pg_try_advisory_lock(713904226816)";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(713904226816)";

    private final DatabaseAccess database;
    private final int rowsAtOnce;
    private final InstantSource clock;

    /// What to do with the rows that were replaced.
    public enum Mode {
        DELETE,
        /// change nothing
        COUNT
    }

    /// @param rowsAtOnce how many rows are looked at, and at most deleted, in one transaction
    public IndicatorCleanup(DatabaseAccess database, int rowsAtOnce, InstantSource clock) {
        this.database = database;
        this.rowsAtOnce = rowsAtOnce;
        this.clock = clock;
    }

    /// Cleans up once, alone in this database.
    ///
    /// @param stopped asked before each transaction; what is left then is for the next time
    public CleanupResult run(Mode mode, BooleanSupplier stopped) {
        Instant startedAt = clock.instant();
        CleanupCounts counts = new CleanupCounts();
        String trouble = null;
        try (Connection connection = database.connect("cda cleanup", ANSWER_WITHIN)) {
            if (mode == Mode.DELETE && !isAlone(connection)) {
                return new CleanupResult.RunsElsewhere();
            }
            trouble = walk(new IndicatorTable(connection), mode, stopped, counts);
            unlock(connection, mode);
        } catch (SQLException e) {
            trouble = "ended early: " + e.getMessage();
        }
        return new CleanupResult.Ran(report(startedAt, counts, trouble));
    }

    /// The lock is that of the session: if trouble ends the session, it ends too.
    private static boolean isAlone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT_BRIEFLY);
            try (ResultSet locked = statement.executeQuery(LOCK)) {
                return locked.next() && locked.getBoolean(1);
            }
        }
    }

    /// A server may take a moment to notice that a session was closed; the next cleanup should not depend on that.
    private static void unlock(Connection connection, Mode mode) throws SQLException {
        if (mode == Mode.DELETE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(UNLOCK);
            }
        }
    }

    /// @return why not all was done; null if all was
    private @Nullable String walk(IndicatorTable table, Mode mode, BooleanSupplier stopped, CleanupCounts counts)
            throws SQLException {
        ReplacedRows known = new ReplacedRows();
        IndicatorTable.Position position = IndicatorTable.NEWEST;
        while (!stopped.getAsBoolean()) {
            List<IndicatorKey> range = table.olderThan(position, rowsAtOnce);
            if (range.isEmpty()) {
                return counts.of("left") == 0 ? null : "some rows were locked for too long";
            }
            counts.rangeOf(range.size());
            remove(table, range.stream().filter(known::isReplaced).toList(), mode, counts);
            position = IndicatorTable.Position.of(range.getLast());
        }
        return "stopped before the end";
    }

    private static void remove(IndicatorTable table, List<IndicatorKey> replaced, Mode mode, CleanupCounts counts)
            throws SQLException {
        if (mode == Mode.COUNT) {
            counts.deleted(replaced.stream().map(IndicatorKey::timeframe).toList());
        } else if (!replaced.isEmpty()) {
            deletePatiently(table, replaced).ifPresentOrElse(counts::deleted, () -> counts.left(replaced.size()));
        }
    }

    /// @return the timeframes of what was deleted; empty if rows were locked every time
    private static Optional<List<Timeframe>> deletePatiently(IndicatorTable table, List<IndicatorKey> replaced)
            throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                return Optional.of(table.delete(replaced));
            } catch (SQLException e) {
                if (!isContention(e)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /// A lock that was not free in time, or a transaction that the server ended for another.
    private static boolean isContention(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("55P03") || state.startsWith("40");
    }

    private CleanupReport report(Instant startedAt, CleanupCounts counts, @Nullable String trouble) {
        Outcome outcome = trouble == null ? Outcome.OK : counts.of("ranges") > 0 ? Outcome.PARTIAL : Outcome.FAILED;
        return new CleanupReport(startedAt, clock.instant(), outcome, counts.asMap(), trouble);
    }
}
