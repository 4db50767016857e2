package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryProgressTest {
    private static final Market A = new Market("binance", "A/USDT");
    private static final Instant START = Instant.parse("2024-07-01T00:00:00Z");
    private static final ExpectedRows EXPECTED = DemoRows.expected(Map.of(A, 2), START, 0);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Optional<StoredRows>> rows = new AtomicReference<>(Optional.of(StoredRows.NOTHING));
    private final HistoryProgress history = new HistoryProgress(EXPECTED, rows::get, nanos::get);

    @Test
    void progress_is_reported_every_few_seconds_and_completion_once() {
        assertThat(history.next()).isEmpty();
        rows.set(Optional.of(stored(1)));
        passSeconds(5);
        assertThat(history.next()).hasValueSatisfying(line -> assertThat(line).contains("1 of 2 candles"));
        assertThat(history.next()).isEmpty();
        rows.set(Optional.of(stored(2)));
        passSeconds(5);
        assertThat(history.next()).hasValueSatisfying(line -> assertThat(line).contains("2 candles and 9 indicator"));
        passSeconds(5);
        assertThat(history.next()).isEmpty();
    }

    /// The ledgers report a quarantined row later than the database has all others.
    @Test
    void all_counted_rows_are_reported_once_while_others_are_waited_for() {
        HistoryProgress waiting = new HistoryProgress(DemoRows.expected(Map.of(A, 2), START, 1), rows::get, nanos::get);
        rows.set(Optional.of(stored(2)));
        passSeconds(5);
        assertThat(waiting.next()).hasValueSatisfying(line -> assertThat(line).contains("2 of 2 candles")
                .endsWith("rows/s; the rows of the open buckets follow"));
        for (int i = 0; i < 5; i++) {
            passSeconds(5);
            assertThat(waiting.next()).isEmpty();
        }
        rows.set(Optional.of(DemoRows.stored(Map.of(A, 2), START).quarantined(1)));
        passSeconds(5);
        assertThat(waiting.next()).hasValueSatisfying(line -> assertThat(line).contains("The history is in"));
    }

    @Test
    void an_unavailable_database_is_read_again_later() {
        rows.set(Optional.empty());
        passSeconds(5);
        assertThat(history.next()).isEmpty();
        rows.set(Optional.of(stored(1)));
        passSeconds(5);
        assertThat(history.next()).isPresent();
    }

    private void passSeconds(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static StoredRows stored(int candles) {
        return DemoRows.stored(Map.of(A, candles), START).quarantined(0);
    }
}
