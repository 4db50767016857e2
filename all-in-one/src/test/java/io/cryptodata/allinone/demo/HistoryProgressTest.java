package io.cryptodata.allinone.demo;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryProgressTest {
    private static final ExpectedRows EXPECTED = new ExpectedRows(Map.of("binance:A/USDT", 2L), 0, 0, 0);

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
        assertThat(history.next()).hasValueSatisfying(line -> assertThat(line).contains("2 candles and 16 indicator"));
        passSeconds(5);
        assertThat(history.next()).isEmpty();
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

    private static StoredRows stored(long candles) {
        return new StoredRows(Map.of("binance:A/USDT", candles), candles * 8, 0);
    }
}
