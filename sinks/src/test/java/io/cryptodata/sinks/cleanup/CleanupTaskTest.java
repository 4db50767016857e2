package io.cryptodata.sinks.cleanup;

import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.cleanup.CleanupReport.Outcome;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// When it is due, told by the database alone after a restart.
class CleanupTaskTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();
    private static final WeeklyTime AT = WeeklyTime.of("sunday 03:00");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant TABLES_MADE = SUNDAY.minus(Duration.ofDays(3));

    private final List<CleanupReport> recorded = new ArrayList<>();
    private Instant now = SUNDAY;

    @BeforeEach
    void tables_of_the_week_before() {
        TestDatabase.execute(DATABASE, "TRUNCATE logs, indicators; "
                + "UPDATE flyway_schema_history SET installed_on = timestamptz '" + TABLES_MADE + "'");
    }

    @Test
    void nothing_is_due_before_the_first_sunday() {
        now = SUNDAY.minusSeconds(1);
        started().step();
        assertThat(recorded).isEmpty();
    }

    @Test
    void runs_once_on_sunday_and_again_a_week_later() {
        CleanupTask task = started();
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
    void a_restart_repeats_nothing_that_logs_know() {
        now = SUNDAY.plusSeconds(60);
        started().step();
        inLogs(recorded.getFirst());
        now = SUNDAY.plus(Duration.ofDays(6));
        started().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_restart_makes_up_for_a_sunday_when_nothing_ran() {
        inLogs(report(SUNDAY.minus(Duration.ofDays(7)), Outcome.OK));
        now = SUNDAY.plus(Duration.ofDays(2));
        started().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void one_by_hand_on_monday_does_not_take_the_place_of_sunday() {
        inLogs(report(SUNDAY.minus(Duration.ofDays(6)), Outcome.OK));
        started().step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void one_that_did_not_get_to_its_end_is_tried_again_after_an_hour() {
        inLogs(report(SUNDAY, Outcome.PARTIAL));
        CleanupTask task = started();
        now = SUNDAY.plus(Duration.ofMinutes(59));
        task.step();
        assertThat(recorded).isEmpty();
        now = SUNDAY.plus(Duration.ofMinutes(61));
        task.step();
        task.step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void while_another_one_runs_it_waits_and_looks_again() throws SQLException {
        CleanupTask task = started();
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
    void one_that_cannot_be_recorded_is_done_all_the_same() {
        CleanupTask task = task(report -> {
            recorded.add(report);
            throw new IOException("the broker is away");
        });
        task.step();
        task.step();
        assertThat(recorded).hasSize(1);
    }

    @Test
    void the_record_carries_the_counts() {
        CleanupReport report = report(SUNDAY, Outcome.PARTIAL);
        assertThat(KafkaCleanupRecords.run(report)).satisfies(run -> {
            assertThat(run.getProcess()).isEqualTo("cleanup");
            assertThat(run.getStartedAt()).isEqualTo(SUNDAY);
            assertThat(run.getOutcome()).isEqualTo("PARTIAL");
            assertThat(run.getCounts()).containsEntry("deleted", 0L).containsKeys("deleted_1m", "ranges");
            assertThat(run.getDetail()).isEqualTo("why");
        });
    }

    private CleanupTask started() {
        return task(recorded::add);
    }

    private CleanupTask task(CleanupRecords records) {
        return new CleanupTask(AT, new CleanupHistory(DATABASE), new IndicatorCleanup(DATABASE, 100, () -> now),
                records, () -> now);
    }

    private static CleanupReport report(Instant at, Outcome outcome) {
        return new CleanupReport(at, at, outcome, new CleanupCounts().asMap(), "why");
    }

    /// What the sink makes of the record.
    private static void inLogs(CleanupReport report) {
        TestDatabase.execute(DATABASE, "INSERT INTO logs (process, started_at, finished_at, outcome) "
                + "VALUES ('cleanup', '%s', '%s', '%s')".formatted(report.startedAt(), report.finishedAt(),
                        report.outcome()));
    }
}
