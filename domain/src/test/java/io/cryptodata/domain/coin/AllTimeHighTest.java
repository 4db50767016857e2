package io.cryptodata.domain.coin;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;

import static io.cryptodata.domain.coin.AllTimeHigh.daysSince;
import static io.cryptodata.domain.coin.AllTimeHigh.isWithin;
import static org.assertj.core.api.Assertions.assertThat;

class AllTimeHighTest {
    private static final Instant SNAPSHOT = Instant.parse("2026-08-22T12:00:00Z");

    @Test
    void days_are_whole_days_of_24_hours() {
        assertThat(daysSince(SNAPSHOT.minusSeconds(86_399), SNAPSHOT)).isZero();
        assertThat(daysSince(SNAPSHOT.minusSeconds(86_400), SNAPSHOT)).isEqualTo(1);
        assertThat(daysSince(Instant.parse("2013-07-06T00:00:00Z"), SNAPSHOT)).isEqualTo(4795);
    }

    @Test
    void a_leap_day_is_a_day() {
        assertThat(daysSince(Instant.parse("2024-02-28T00:00:00Z"), Instant.parse("2024-03-01T00:00:00Z")))
                .isEqualTo(2);
        assertThat(daysSince(Instant.parse("2023-02-28T00:00:00Z"), Instant.parse("2023-03-01T00:00:00Z")))
                .isEqualTo(1);
    }

    /// Observed in 2026: a date moved eight hours back and forth.
    @Test
    void a_date_that_moves_by_eight_hours_moves_the_days_by_at_most_one() {
        Instant before = Instant.parse("2025-10-06T18:57:42.558Z");
        Instant after = Instant.parse("2025-10-06T10:57:42.000Z");
        assertThat(daysSince(before, SNAPSHOT)).isEqualTo(319);
        assertThat(daysSince(after, SNAPSHOT)).isEqualTo(320);
    }

    @Test
    void a_date_up_to_a_day_ahead_counts_as_today_and_one_further_ahead_gives_null() {
        assertThat(daysSince(SNAPSHOT.plusSeconds(1), SNAPSHOT)).isZero();
        assertThat(daysSince(SNAPSHOT.plusSeconds(86_400), SNAPSHOT)).isZero();
        assertThat(daysSince(SNAPSHOT.plusSeconds(86_401), SNAPSHOT)).isNull();
        assertThat(daysSince(null, SNAPSHOT)).isNull();
    }

    @Test
    void the_border_is_within_and_so_is_everything_above_the_high() {
        assertThat(isWithin(5, 95.0, 100.0)).isTrue();
        assertThat(isWithin(5, 94.999999, 100.0)).isFalse();
        assertThat(isWithin(15, 0.85, 1.0)).isTrue();
        assertThat(isWithin(90, 12_608.0, 126_080.0)).isTrue();
        assertThat(isWithin(5, 101.0, 100.0)).isTrue();
        assertThat(isWithin(90, 0.0, 100.0)).isFalse();
    }

    @Test
    void tiny_prices_are_compared_like_any_other() {
        assertThat(isWithin(10, 9e-13, 1e-12)).isTrue();
        assertThat(isWithin(10, 8.999e-13, 1e-12)).isFalse();
        assertThat(isWithin(5, 2.85e-12, 3e-12)).isTrue();
        assertThat(isWithin(5, 5e-324, 5e-324)).isTrue();
    }

    @Test
    void without_a_price_or_a_high_the_result_is_null() {
        assertThat(isWithin(5, null, 1.0)).isNull();
        assertThat(isWithin(5, 1.0, null)).isNull();
        assertThat(isWithin(5, 1.0, 0.0)).isNull();
    }

    @Test
    void the_borders_are_right_for_any_high_written_in_decimals() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal high = BigDecimal.valueOf(1 + random.nextInt(999_999_999), random.nextInt(18));
            for (int percent : new int[]{5, 10, 15, 90}) {
                BigDecimal border = high.multiply(BigDecimal.valueOf(100L - percent)).movePointLeft(2);
                BigDecimal below = border.subtract(border.movePointLeft(12));
                assertThat(isWithin(percent, border.doubleValue(), high.doubleValue()))
                        .as("seed %d: %s of %s", seed, border, high).isTrue();
                assertThat(isWithin(percent, below.doubleValue(), high.doubleValue()))
                        .as("seed %d: %s of %s", seed, below, high).isFalse();
            }
        }
    }

    @Test
    void a_wider_border_holds_whatever_a_narrower_one_does() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double high = Math.exp(random.nextDouble(-30, 12));
            double close = high * random.nextDouble(0, 1.1);
            boolean five = Boolean.TRUE.equals(isWithin(5, close, high));
            boolean ten = Boolean.TRUE.equals(isWithin(10, close, high));
            boolean fifteen = Boolean.TRUE.equals(isWithin(15, close, high));
            boolean ninety = Boolean.TRUE.equals(isWithin(90, close, high));
            assertThat(!five || ten).as("seed %d", seed).isTrue();
            assertThat(!ten || fifteen).as("seed %d", seed).isTrue();
            assertThat(!fifteen || ninety).as("seed %d", seed).isTrue();
        }
    }
}
