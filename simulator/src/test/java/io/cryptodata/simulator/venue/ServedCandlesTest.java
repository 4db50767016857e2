package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ServedCandlesTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final long HOUR = Timeframe.epochHourOf(FIRST);
    private static final Market BITCOIN = new Market("okx", "BTC/USDT");
    private final ServedCandles served = new ServedCandles(FIRST, Duration.ofSeconds(5));

    @Test
    void an_hour_counts_after_its_close_and_the_settle_delay() {
        Instant close = FIRST.plus(Duration.ofHours(2));
        served.accept(page(close.plusSeconds(4), row(0), row(1)));
        assertThat(served.hours(BITCOIN)).containsExactly(HOUR);
        served.accept(page(close.plusSeconds(5), row(0), row(1), row(2)));
        assertThat(served.hours(BITCOIN)).containsExactly(HOUR, HOUR + 1);
        assertThat(served.count()).isEqualTo(2);
        assertThat(served.markets()).containsExactly(BITCOIN);
    }

    @Test
    void rows_off_the_grid_are_counted_as_invalid() {
        served.accept(page(FIRST.plus(Duration.ofDays(1)), row(0), row(0).at(row(0).openTime() + 1_694_789)));
        assertThat(served.hours(BITCOIN)).containsExactly(HOUR);
        assertThat(served.invalidRows()).isEqualTo(1);
    }

    @Test
    void future_hours_do_not_count() {
        served.accept(page(FIRST.plus(Duration.ofHours(3)), row(72)));
        assertThat(served.hours(BITCOIN)).isEmpty();
        assertThat(served.markets()).isEmpty();
    }

    @Test
    void an_open_time_in_microseconds_counts_as_its_hour() {
        served.accept(page(FIRST.plus(Duration.ofHours(3)), row(0).at(row(0).openTime() * 1000)));
        assertThat(served.hours(BITCOIN)).containsExactly(HOUR);
        assertThat(served.invalidRows()).isZero();
    }

    @Test
    void a_page_for_another_range_does_not_count() {
        served.accept(new ServedPage(new ListedMarket(BITCOIN, true), List.of(row(0)), FIRST.plus(Duration.ofHours(3)),
                false));
        assertThat(served.count()).isZero();
    }

    @Test
    void hours_before_the_first_hour_are_only_counted() {
        served.accept(page(FIRST.plus(Duration.ofHours(3)), row(-1)));
        assertThat(served.hours(BITCOIN)).isEmpty();
        assertThat(served.outOfRange()).isEqualTo(1);
    }

    private static ServedPage page(Instant now, SourceRow... rows) {
        return new ServedPage(new ListedMarket(BITCOIN, true), List.of(rows), now, true);
    }

    private static SourceRow row(long hour) {
        return new SourceRow(Timeframe.instantOf(HOUR + hour).toEpochMilli(), "1", "2", "0.5", "1.5", "9");
    }
}
