package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {
    private static final Market A = new Market("binance", "A/USDT");
    private static final Instant START = Instant.parse("2024-07-01T00:00:00Z");
    private static final ExpectedRows EXPECTED = DemoRows.expected(Map.of(A, 10), START, 2);
    /// 10 rows of an hour, 5 of two hours, and one of each of the others
    private static final StoredRows STORED = DemoRows.stored(Map.of(A, 10), START).quarantined(2);

    @Test
    void the_last_lines_are_names_and_values_for_programs() {
        assertThat(summary(true, 0).text().lines().toList()).endsWith("markets=1", "candles=10", "indicator_rows=21",
                "quarantined=2", "superseded=5", "skipped_files=1", "seconds=2.0", "rows_per_second=16");
    }

    @Test
    void the_speed_of_a_continued_run_counts_only_new_rows() {
        assertThat(summary(true, 4).rowsPerSecond()).isEqualTo((31 - (4 + 4 + 2 + 6)) / 2.0);
        assertThat(summary(true, 4).text()).contains("3 candles per second");
    }

    @Test
    void an_incomplete_run_is_reported_first() {
        assertThat(summary(true, 0).text()).startsWith("Every row is in the database; complete after");
        assertThat(summary(false, 0).text()).startsWith("Rows are missing; complete after");
    }

    private static Summary summary(boolean complete, int hoursBefore) {
        return new Summary(EXPECTED, complete, STORED,
                DemoRows.stored(Map.of(A, hoursBefore), START).quarantined(0), 2, Map.of("everything folded", 1.0),
                Map.of("database", Duration.ofSeconds(1)));
    }
}
