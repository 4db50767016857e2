package io.cryptodata.sinks.cleanup;

import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.config.SinksConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Cleans up when it is due, and records every run. Looks once a minute whether it is; one that fell due while nothing ran
/// is made up for.
public final class CleanupTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CleanupTask.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final WeeklyTime at;
    private final CleanupHistory history;
    private final IndicatorCleanup cleanup;
    private final CleanupRecords records;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("cleanup").daemon().unstarted(this::run);
    private @Nullable LastCleanup known;

    CleanupTask(WeeklyTime at, CleanupHistory history, IndicatorCleanup cleanup, CleanupRecords records,
            InstantSource clock) {
        this.at = at;
        this.history = history;
        this.cleanup = cleanup;
        this.records = records;
        this.clock = clock;
    }

    /// Cleans up the database of `config`, and records it on its broker.
    public static CleanupTask of(WeeklyTime at, SinksConfig config) {
        InstantSource clock = InstantSource.system();
        return new CleanupTask(at, new CleanupHistory(config.database()),
                new IndicatorCleanup(config.database(), config.cleanup().rowsAtOnce(), clock),
                new KafkaCleanupRecords(config.bootstrap(), config.registryUrl()), clock);
    }

    public void start() {
        LOG.info("replaced indicator rows are removed every {} UTC", at);
        thread.start();
    }

    private void run() {
        try {
            do {
                step();
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Cleans up if it is due. What was done here is known without waiting for its record to come into the database.
    void step() {
        try {
            if (isDue(known)) {
                LastCleanup recorded = history.newest();
                known = known == null ? recorded : known.orLater(recorded);
                if (isDue(known)) {
                    cleanUp();
                }
            }
        } catch (SQLException e) {
            LOG.warn("whether a cleanup is due cannot be told: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a cleanup went wrong", e);
        }
    }

    private boolean isDue(@Nullable LastCleanup last) {
        return last == null || last.isNextDue(at, clock.instant());
    }

    private void cleanUp() {
        switch (cleanup.run(IndicatorCleanup.Mode.DELETE, () -> closed.getCount() == 0)) {
            case CleanupResult.Ran(CleanupReport report) -> {
                known = LastCleanup.of(report);
                record(report);
            }
            case CleanupResult.RunsElsewhere _ -> LOG.info("another cleanup is under way");
        }
    }

    private void record(CleanupReport report) {
        LOG.info("{}: {} {}{}", CleanupReport.PROCESS, report.outcome(), report.counts(),
                report.detail() == null ? "" : ", " + report.detail());
        try {
            records.add(report);
        } catch (IOException e) {
            LOG.warn("a cleanup could not be recorded", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.isAlive() && !thread.join(CLOSING)) {
                LOG.warn("the cleanup under way does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
