package io.cryptodata.schemas;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CandleHeadersTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 999_999_999})
    void the_number_of_following_candles_is_read_as_it_was_written(int remaining) {
        Headers headers = new RecordHeaders(List.of(CandleHeaders.remaining(remaining)));
        assertThat(CandleHeaders.remainingIn(headers)).isEqualTo(remaining);
    }

    @Test
    void the_number_is_decimal_text() {
        assertThat(CandleHeaders.remaining(12).key()).isEqualTo("page.remaining");
        assertThat(new String(CandleHeaders.remaining(12).value(), StandardCharsets.US_ASCII)).isEqualTo("12");
    }

    @Test
    void a_record_without_the_header_or_without_a_value_has_an_unknown_number() {
        assertThat(CandleHeaders.remainingIn(new RecordHeaders())).isEqualTo(CandleHeaders.UNKNOWN);
        assertThat(CandleHeaders.remainingIn(new RecordHeaders().add(CandleHeaders.PAGE_REMAINING, null)))
                .isEqualTo(CandleHeaders.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "1.0", "1e3", "one", "0x10", " 5", "5\n", "1_000", "٣", "\u0000",
            "2147483648", "9999999999", "99999999999999999999999999"})
    void an_unreadable_or_huge_number_is_unknown(String text) {
        Headers headers = new RecordHeaders().add(CandleHeaders.PAGE_REMAINING, text.getBytes(StandardCharsets.UTF_8));
        assertThat(CandleHeaders.remainingIn(headers)).isEqualTo(CandleHeaders.UNKNOWN);
    }

    @Test
    void the_last_of_several_headers_counts() {
        Headers headers = new RecordHeaders(List.of(CandleHeaders.remaining(3), CandleHeaders.remaining(2)));
        assertThat(CandleHeaders.remainingIn(headers)).isEqualTo(2);
    }
}
