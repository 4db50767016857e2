package io.cryptodata.allinone.demo;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {
    private static final ExpectedRows EXPECTED = new ExpectedRows(Map.of("binance:A/USDT", 10L), 2, 3, 1);
    private static final StoredRows STORED = new StoredRows(Map.of("binance:A/USDT", 10L), 80, 2);

    @Test
    void the_last_lines_are_names_and_values_for_programs() {
        assertThat(summary(true, 0).text().lines().toList()).endsWith("markets=1", "candles=10", "indicator_rows=80",
                "quarantined=2", "superseded=3", "skipped_files=1", "seconds=2.0", "rows_per_second=45");
    }

    @Test
    void the_speed_of_a_continued_run_counts_only_new_rows() {
        assertThat(summary(true, 45).rowsPerSecond()).isEqualTo(22.5);
    }

    @Test
    void an_incomplete_run_is_reported_first() {
        assertThat(summary(true, 0).text()).startsWith("Every row is in the database; complete after");
        assertThat(summary(false, 0).text()).startsWith("Rows are missing; complete after");
    }

    private static Summary summary(boolean complete, long rowsBefore) {
        return new Summary(EXPECTED, complete, STORED, rowsBefore, 2, Map.of("everything folded", 1.0),
                Map.of("database", Duration.ofSeconds(1)));
    }
}
