package io.cryptodata.allinone.cli.cleanup;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CleanupCommandTest {
    private static final Instant SUNDAY = Instant.parse("2026-11-22T03:00:00Z");

    @TempDir
    private Path data = Path.of("");

    @Test
    void deleted_rows_are_reported_per_timeframe() {
        TaskReport report = new TaskReport("cleanup", SUNDAY, SUNDAY.plusMillis(2500), Outcome.OK,
                Map.of("rows", 9000L, "deleted", 1240L, "deleted_2h", 1200L, "deleted_1m", 40L, "deleted_1d", 0L),
                null);
        assertThat(CleanupText.of(report, false)).isEqualToNormalizingNewlines("""
                deleted 1,240 of 9,000 rows of longer timeframes, in 2.5 s
                  2h            1,200
                  1m               40
                """);
        assertThat(CleanupText.of(report, true)).startsWith("would delete 1,240 of");
    }

    @Test
    void an_incomplete_cleanup_is_reported_with_the_reason() {
        TaskReport report = new TaskReport("cleanup", SUNDAY, SUNDAY, Outcome.PARTIAL, Map.of("left", 3L),
                "some rows were locked for too long");
        assertThat(CleanupText.of(report, false)).contains("incomplete: some rows were locked", "run it again");
    }

    @Test
    void without_a_database_the_required_option_is_reported() {
        Run run = Run.cda("cleanup", "--data", data.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("--url").hasLineCount(1);
    }

    @Test
    void an_unreachable_database_is_reported_in_one_sentence() {
        Run run = Run.cda("cleanup", "--dry-run", "--url", "jdbc:postgresql://127.0.0.1:1/x?user=me&password=secret");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1/x does not respond").hasLineCount(1).doesNotContain("secret");
    }

    @Test
    void a_number_out_of_range_is_a_usage_error() {
        Run run = Run.cda("cleanup", "--rows-at-once", "0", "--url", "jdbc:postgresql://127.0.0.1:1/x");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--rows-at-once is 0");
    }
}
