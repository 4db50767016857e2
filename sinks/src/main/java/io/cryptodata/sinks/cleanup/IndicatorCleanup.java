package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Deletes every indicator row of a longer timeframe that a later row of the same market and bucket has replaced. The
/// newest row of each bucket stays, also of one in progress; hourly rows are never deleted. Repeating it is harmless.
///
/// The table is read once from new to old along its primary key, a limited number of rows at a time; the replaced ones
/// among them are deleted in one short transaction. The sinks continue meanwhile: the newest row of a bucket is never
/// deleted, whatever is written, and a replaced row that a replay writes again is found by the next cleanup. A lock is
/// awaited for less than PostgreSQL's deadlock timeout, so that no sink is aborted because of a cleanup; rows that stay
/// locked are left for the next one.
public final class IndicatorCleanup {
    /// The process in `task.runs` and in `logs`.
    public static final String PROCESS = "cleanup";

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(2);
    /// below a second, PostgreSQL's deadlock_timeout
    private static final String LIMIT_LOCK_WAIT = "SET lock_timeout = '400ms'";
    private static final int ATTEMPTS = 3;
    /// an arbitrary number that nothing else in this database locks
    private static final String LOCK = "SELECT pg_try_advisory_lock(713904226816)";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(713904226816)";

    private final DatabaseAccess database;
    private final int rowsAtOnce;
    private final InstantSource clock;

    /// What to do with replaced rows.
    public enum Mode {
        DELETE,
        /// changes nothing
        COUNT
    }

    /// @param rowsAtOnce how many rows one transaction reads, and at most deletes
    public IndicatorCleanup(DatabaseAccess database, int rowsAtOnce, InstantSource clock) {
        this.database = database;
        this.rowsAtOnce = rowsAtOnce;
        this.clock = clock;
    }

    /// Cleans up once, exclusively in this database. Counts `rows` read, `ranges` of them, `deleted` in total and
    /// `deleted_<timeframe>`, `left` for the next cleanup. OK if no replaced row is left.
    ///
    /// @param stopped checked before each transaction
    /// @return empty if another cleanup of this database is running
    public Optional<TaskReport> run(Mode mode, BooleanSupplier stopped) {
        Instant startedAt = clock.instant();
        Counts counts = new Counts();
        String problem = null;
        try (Connection connection = database.connect("cda cleanup", STATEMENT_TIMEOUT)) {
            if (mode == Mode.DELETE && !lock(connection)) {
                return Optional.empty();
            }
            problem = scan(new IndicatorTable(connection), mode, stopped, counts);
            unlock(connection, mode);
        } catch (SQLException e) {
            problem = "ended early: " + e.getMessage();
        }
        Outcome outcome = problem == null ? Outcome.OK : counts.of("ranges") > 0 ? Outcome.PARTIAL : Outcome.FAILED;
        return Optional.of(new TaskReport(PROCESS, startedAt, clock.instant(), outcome, counts.byName, problem));
    }

    /// The lock belongs to the session and ends with it.
    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LIMIT_LOCK_WAIT);
            try (ResultSet locked = statement.executeQuery(LOCK)) {
                return locked.next() && locked.getBoolean(1);
            }
        }
    }

    /// Explicitly, because a server may notice late that a session was closed.
    private static void unlock(Connection connection, Mode mode) throws SQLException {
        if (mode == Mode.DELETE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(UNLOCK);
            }
        }
    }

    /// @return why replaced rows are left; null if none are
    private @Nullable String scan(IndicatorTable table, Mode mode, BooleanSupplier stopped, Counts counts)
            throws SQLException {
        ReplacedRows replaced = new ReplacedRows();
        IndicatorTable.Key position = IndicatorTable.NEWEST;
        while (!stopped.getAsBoolean()) {
            List<IndicatorTable.Key> range = table.olderThan(position, rowsAtOnce);
            if (range.isEmpty()) {
                return counts.of("left") == 0 ? null : "some rows were locked for too long";
            }
            counts.add("ranges", 1);
            counts.add("rows", range.size());
            remove(table, range.stream().filter(replaced::isReplaced).toList(), mode, counts);
            position = range.getLast();
        }
        return "stopped before the end";
    }

    private static void remove(IndicatorTable table, List<IndicatorTable.Key> replaced, Mode mode, Counts counts)
            throws SQLException {
        if (mode == Mode.COUNT) {
            counts.deleted(replaced.stream().map(IndicatorTable.Key::timeframe).toList());
        } else if (!replaced.isEmpty()) {
            deleteUnlessLocked(table, replaced).ifPresentOrElse(counts::deleted,
                    () -> counts.add("left", replaced.size()));
        }
    }

    /// @return the timeframes of the deleted rows; empty if rows were locked at every attempt
    private static Optional<List<Timeframe>> deleteUnlessLocked(IndicatorTable table,
            List<IndicatorTable.Key> replaced) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
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

    /// A lock that was not released in time, or a transaction that the server aborted in favour of another.
    private static boolean isContention(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("55P03") || state.startsWith("40");
    }

    private static final class Counts {
        private final Map<String, Long> byName = new TreeMap<>(
                Map.of("rows", 0L, "ranges", 0L, "deleted", 0L, "left", 0L));

        private Counts() {
            Timeframe.LONGER.forEach(timeframe -> byName.put("deleted_" + timeframe.code(), 0L));
        }

        private void deleted(List<Timeframe> timeframes) {
            add("deleted", timeframes.size());
            timeframes.forEach(timeframe -> add("deleted_" + timeframe.code(), 1));
        }

        private void add(String name, long more) {
            byName.merge(name, more, Long::sum);
        }

        private long of(String name) {
            return byName.getOrDefault(name, 0L);
        }
    }
}
