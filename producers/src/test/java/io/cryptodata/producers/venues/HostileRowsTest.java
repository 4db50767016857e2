package io.cryptodata.producers.venues;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.producers.fetch.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.cryptodata.producers.venues.VenueRows.FROM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// One row that cannot be read, among six, at every venue whose candles are fetched.
class HostileRowsTest {
    private static final int BAD = 2;
    private static final String MEXC_COLUMNS = "{\"success\":true,\"code\":0,\"data\":{\"time\":[%s],\"open\":[%s],"
            + "\"close\":[1,1,1],\"high\":[1,1,1],\"low\":[1,1,1],\"vol\":[%s]}}";

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#ALL_BY_ROWS")
    void a_row_without_a_readable_time_is_quarantined_and_its_neighbours_are_used(VenueRows.Dialect venue) {
        for (String row : List.of("null", "{}", "[]", "7", "\"row\"", "true", "[null,null,null,null,null,null,null]",
                "[\"2026-01-01T02:00:00Z\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]", "[[],{},1,1,1,1,1]",
                "[\"\",1,1,1,1,1,1,1,1]", "[1767232800000.5,1,1,1,1,1,1,1,1]", "[1e400,1,1,1,1,1,1,1,1]",
                "[99999999999999999999999,1,1,1,1,1,1,1,1]", "[false,1,1,1,1,1,1,1,1]")) {
            PageVerdict.Judged page = judged(venue, row);
            assertNeighbours(page, row);
            assertThat(page.quarantined()).as(row).singleElement().satisfies(bad -> {
                assertThat(bad.reason()).isEqualTo(QuarantineReason.MALFORMED);
                assertThat(bad.openTime()).isNull();
                assertThat(bad.detail()).startsWith("expected").contains("but was");
            });
            assertThat(page.hasUnplacedRows()).as(row).isTrue();
        }
    }

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#ALL_BY_ROWS")
    void a_row_with_a_readable_time_is_about_its_hour(VenueRows.Dialect venue) {
        for (String row : List.of("[1767232800000]", "[\"1767232800000\",\"1\",\"1\",\"1\",\"1\"]",
                "[1767232800000,[1],1,1,1,1,1,1,1]", "[1767232800000,1,1,1,{},1,1,1,1]",
                "[1767232800000" + ",1".repeat(64) + "]")) {
            PageVerdict.Judged page = judged(venue, row);
            assertNeighbours(page, row);
            assertThat(page.quarantined()).as(row)
                    .extracting(Verdict.Quarantined::reason, Verdict.Quarantined::openTime)
                    .containsExactly(tuple(QuarantineReason.MALFORMED,
                            1_767_232_800_000L));
            assertThat(page.hasUnplacedRows()).as(row).isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#BY_ROWS")
    void a_row_without_numbers_or_with_an_impossible_time_has_its_own_reason(VenueRows.Dialect venue) {
        assertThat(judged(venue, "[1767232800000,null,null,null,null,null,null,null,null]").quarantined())
                .extracting(Verdict.Quarantined::reason).containsExactly(QuarantineReason.NOT_A_NUMBER);
        assertThat(judged(venue, "[7,1,1,1,1,1,1,1,1]").quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.OFF_GRID);
        assertThat(judged(venue, "[1767232800001,1,1,1,1,1,1,1,1]").quarantined())
                .extracting(Verdict.Quarantined::reason).containsExactly(QuarantineReason.OFF_GRID);
    }

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#THROUGH_XCHANGE")
    void a_row_that_xchange_refuses_is_malformed_and_its_neighbours_are_used(VenueRows.Dialect venue) {
        for (String row : List.of("[1767232800000,null,null,null,null,null,null,null,null]",
                "[1767232800000,1,1,\"NaN\",1,1,1,1,1]", "[1767232800000,1,1,1,\"\",1,1,1,1]")) {
            PageVerdict.Judged page = judged(venue, row);
            assertNeighbours(page, row);
            assertThat(page.quarantined()).as(row).singleElement().satisfies(bad -> {
                assertThat(bad.reason()).isEqualTo(QuarantineReason.MALFORMED);
                assertThat(bad.detail()).startsWith("expected what XChange reads");
                assertThat(bad.openTime()).isEqualTo(1_767_232_800_000L);
            });
        }
    }

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#ALL_BY_ROWS")
    void a_time_in_another_unit_or_notation_is_the_same_hour(VenueRows.Dialect venue) {
        for (String factor : List.of("", "000", "000000", "000000000", ".0", "000.0", "000000.00")) {
            List<String> rows = new ArrayList<>();
            for (int hour = 0; hour < 6; hour++) {
                String time = FROM.plus(Duration.ofHours(hour)).getEpochSecond() + factor;
                rows.add(venue.row().formatted(time));
            }
            PageVerdict.Judged page = VenueRows.judged(venue.exchange(), venue.asset(), venue.body(rows));
            assertThat(page.accepted()).as(factor).hasSize(6);
            assertThat(page.quarantined()).as(factor).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("io.cryptodata.producers.venues.VenueRows#ALL_BY_ROWS")
    void a_body_that_is_no_list_is_unreadable(VenueRows.Dialect venue) {
        String body = venue.envelope().replace("[%s]", "{\"a\":1}");
        assertThat(VenueRows.outcome(venue.exchange(), body,
                client -> client.hourlyCandles(VenueRows.listing(venue.exchange(), venue.asset()), FROM, 6)))
                .isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void a_row_of_columns_that_has_a_null_is_quarantined_and_its_neighbours_are_used() {
        PageVerdict.Judged page = contracts("1767225600,null,1767232800", "1,1,1", "1,2,3");
        assertThat(page.accepted()).hasSize(2);
        assertThat(page.quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.MALFORMED);
        assertThat(page.hasUnplacedRows()).isTrue();
        assertThat(contracts("1767225600,1767229200,1767232800", "1,null,1", "1,[2],3").quarantined())
                .extracting(Verdict.Quarantined::reason, Verdict.Quarantined::openTime)
                .containsExactly(tuple(QuarantineReason.MALFORMED,
                        1_767_229_200_000L));
    }

    @Test
    void columns_of_different_lengths_give_no_candle_because_values_may_belong_to_other_rows() {
        PageVerdict.Judged page = contracts("1767225600,1767229200,1767232800", "1,1,1", "1,2");
        assertThat(page.accepted()).isEmpty();
        assertThat(page.quarantined()).hasSize(3).allSatisfy(bad -> assertThat(bad.detail())
                .isEqualTo("expected columns of one length, but their lengths were time 3 open 3 high 3 low 3 close 3"
                        + " vol 2"));
        assertThat(contracts("1767225600,1767229200", "1,1,1", "1,2,3").hasUnplacedRows()).isTrue();
    }

    private static PageVerdict.Judged contracts(String times, String opens, String volumes) {
        return VenueRows.judged("mexc", "BTC/USDT:USDT", MEXC_COLUMNS.formatted(times, opens, volumes));
    }

    private static PageVerdict.Judged judged(VenueRows.Dialect venue, String badRow) {
        List<String> rows = new ArrayList<>();
        for (int hour = 0; hour < 6; hour++) {
            rows.add(hour == BAD ? badRow : venue.row(hour));
        }
        return VenueRows.judged(venue.exchange(), venue.asset(), venue.body(rows));
    }

    private static void assertNeighbours(PageVerdict.Judged page, String row) {
        assertThat(page.accepted()).as(row).extracting(Candle::openTime)
                .containsExactly(hour(0), hour(1), hour(3), hour(4), hour(5));
    }

    private static Instant hour(int hours) {
        return FROM.plus(Duration.ofHours(hours));
    }
}
