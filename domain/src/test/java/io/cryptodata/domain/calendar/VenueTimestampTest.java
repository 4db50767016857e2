package io.cryptodata.domain.calendar;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class VenueTimestampTest {
    private static final long MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @Test
    void the_unit_follows_from_the_range_whatever_the_notation() {
        for (String text : List.of("1767225600", "1767225600000", "1767225600000000", "1767225600000000000",
                "1767225600.0", "1767225600000.000", "1.7672256E+12", "1.7672256e9", "+1767225600000",
                "17672256E5")) {
            assertThat(VenueTimestamp.exactMillisOf(number(text))).as(text).hasValue(MILLIS);
        }
        assertThat(VenueTimestamp.millisOf(1_767_225_600L)).hasValue(MILLIS);
    }

    @Test
    void a_number_out_of_range_in_every_unit_is_no_time() {
        for (long number : new long[]{0, -1, 7, 1_230_767_999L, 4_102_444_800L, 1_767_225_600_00L, Long.MAX_VALUE,
                Long.MIN_VALUE, -1_767_225_600_000L}) {
            assertThat(VenueTimestamp.millisOf(number)).as("%d", number).isEmpty();
        }
        assertThat(VenueTimestamp.millisOf(1_230_768_000L)).hasValue(VenueTimestamp.FIRST.toEpochMilli());
    }

    @Test
    void a_fraction_of_a_millisecond_is_rejected_or_rounded_down() {
        for (String text : List.of("1767225600000.5", "1767225600.0005", "1767225600000500")) {
            assertThat(VenueTimestamp.exactMillisOf(number(text))).as(text).isEmpty();
            assertThat(VenueTimestamp.wholeMillisOf(number(text))).as(text).hasValue(MILLIS);
        }
        assertThat(VenueTimestamp.exactMillisOf(number("1767225600.5"))).hasValue(MILLIS + 500);
    }

    @Test
    void a_text_that_is_no_number_is_none() {
        for (String text : List.of("", "-", "null", "2026-01-01T00:00:00Z", "0x10", "1e999", "NaN", "1 2", ".5", "1,5",
                "1".repeat(41))) {
            assertThat(VenueTimestamp.number(text)).as(text).isNull();
        }
    }

    private static BigDecimal number(String text) {
        return Objects.requireNonNull(VenueTimestamp.number(text), text);
    }
}
