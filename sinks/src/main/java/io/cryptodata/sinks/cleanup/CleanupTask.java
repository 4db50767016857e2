package io.cryptodata.sinks.cleanup;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskRuns;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Cleans up when it is due, and records every run. Checks once a minute; a cleanup that became due while nothing ran is
/// made up for.
public final class CleanupTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CleanupTask.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final WeeklyTime at;
    private final DatabaseAccess database;
    private final IndicatorCleanup cleanup;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final Loop loop = Loop.every(CHECK_INTERVAL, "cleanup", this::step).onPlatformThread()
            .closingWithin(CLOSE_TIMEOUT);
    private @Nullable LastCleanup last;

    CleanupTask(WeeklyTime at, DatabaseAccess database, IndicatorCleanup cleanup, TaskRuns runs, InstantSource clock) {
        this.at = at;
        this.database = database;
        this.cleanup = cleanup;
        this.runs = runs;
        this.clock = clock;
    }

    /// Cleans up the database of `config`.
    public static CleanupTask of(WeeklyTime at, SinksConfig config, TaskRuns runs) {
        InstantSource clock = InstantSource.system();
        return new CleanupTask(at, config.database(),
                new IndicatorCleanup(config.database(), config.cleanup().rowsAtOnce(), clock), runs, clock);
    }

    public void start() {
        LOG.info("replaced indicator rows are removed every {} UTC", at);
        loop.start();
    }

    /// Degraded while it cannot be determined whether a cleanup is due.
    public Health health() {
        return loop.health();
    }

    /// Cleans up if it is due. A run of this process counts before its record has arrived in the database.
    void step() throws SQLException {
        if (isDue(last)) {
            LastCleanup recorded = LastCleanup.recordedIn(database);
            last = last == null ? recorded : last.orLater(recorded);
            if (isDue(last)) {
                cleanUp();
            }
        }
    }

    private boolean isDue(@Nullable LastCleanup previous) {
        return previous == null || previous.isNextDue(at, clock.instant());
    }

    private void cleanUp() {
        Optional<TaskReport> report = cleanup.run(IndicatorCleanup.Mode.DELETE, loop::isClosing);
        if (report.isEmpty()) {
            LOG.info("another cleanup of this database is running");
            return;
        }
        last = LastCleanup.of(report.get());
        runs.add(report.get());
    }

    @Override
    public void close() {
        loop.close();
    }
}
