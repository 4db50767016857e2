package io.cryptodata.sinks.cleanup;

import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// When a cleanup is due; after a restart, according to the database alone.
class CleanupTaskTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();
    private static final WeeklyTime AT = WeeklyTime.of("sunday 03:00");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant TABLES_CREATED = SUNDAY.minus(Duration.ofDays(3));

    private final List<TaskReport> recorded = new ArrayList<>();
    private Instant now = SUNDAY;

    @BeforeEach
    void tables_of_the_previous_week() {
        TestDatabase.execute(DATABASE, "TRUNCATE logs, indicators; "
                + "UPDATE flyway_schema_history SET installed_on = timestamptz '" + TABLES_CREATED + "'");
    }

    @Test
    void nothing_is_due_before_the_first_sunday() throws SQLException {
        now = SUNDAY.minusSeconds(1);
        task().step();
        assertThat(recorded).isEmpty();
    }

    @Test
    void runs_once_on_sunday_and_again_a_week_later() throws SQLException {
        CleanupTask task = task();
        for (Instant minute = SUNDAY.minusSeconds(3600); minute
                .isBefore(SUNDAY.plus(Duration.ofDays(9))); minute = minute
                        .plus(Duration.ofMinutes(7))) {
            now = minute;
            task.step();
        }
        assertThat(recorded).hasSize(2).allMatch(report -> report.outcome() == Outcome.OK);
        assertThat(Duration.between(SUNDAY, recorded.getLast().startedAt())).isBetween(Duration.ofDays(7),
                Duration.ofDays(7).plusMinutes(7));
    }

    @Test
    void a_restart_does_not_repeat_a_cleanup_in_logs() throws SQLException {
        now = SUNDAY.plusSeconds(60);
        task().step();
        inLogs(recorded.getFirst());
        now = SUNDAY.plus(Duration.ofDays(6));
        task().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_restart_makes_up_for_a_sunday_when_nothing_ran() throws SQLException {
        inLogs(report(SUNDAY.minus(Duration.ofDays(7)), Outcome.OK));
        now = SUNDAY.plus(Duration.ofDays(2));
        task().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_manual_cleanup_on_monday_does_not_replace_that_of_sunday() throws SQLException {
        inLogs(report(SUNDAY.minus(Duration.ofDays(6)), Outcome.OK));
        task().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void an_incomplete_cleanup_is_retried_after_an_hour() throws SQLException {
        inLogs(report(SUNDAY, Outcome.PARTIAL));
        CleanupTask task = task();
        now = SUNDAY.plus(Duration.ofMinutes(59));
        task.step();
        assertThat(recorded).isEmpty();
        now = SUNDAY.plus(Duration.ofMinutes(61));
        task.step();
        task.step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void while_another_cleanup_runs_it_waits_and_checks_again() throws SQLException {
        CleanupTask task = task();
        try (Connection other = DATABASE.connect(); Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(713904226816)");
            task.step();
            assertThat(recorded).isEmpty();
            statement.execute("SELECT pg_advisory_unlock(713904226816)");
        }
        task.step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_cleanup_that_cannot_be_recorded_is_not_repeated() throws SQLException {
        CleanupTask task = task(report -> {
            recorded.add(report);
            throw new IllegalStateException("the broker is unavailable");
        });
        assertThatThrownBy(task::step).hasMessageContaining("unavailable");
        task.step();
        assertThat(recorded).hasSize(1);
    }

    private CleanupTask task() {
        return task(recorded::add);
    }

    private CleanupTask task(TaskRuns runs) {
        return new CleanupTask(AT, DATABASE, new IndicatorCleanup(DATABASE, 100, () -> now),
                runs, () -> now);
    }

    private static TaskReport report(Instant at, Outcome outcome) {
        return new TaskReport(IndicatorCleanup.PROCESS, at, at, outcome, Map.of(), "why");
    }

    /// The row that the sink writes for the record.
    private static void inLogs(TaskReport report) {
        TestDatabase.execute(DATABASE, "INSERT INTO logs (process, started_at, finished_at, outcome) "
                + "VALUES ('cleanup', '%s', '%s', '%s')".formatted(report.startedAt(), report.finishedAt(),
                        report.outcome()));
    }
}
