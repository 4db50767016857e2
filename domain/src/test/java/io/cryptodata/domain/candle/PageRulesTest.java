package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PageRulesTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long FROM = Timeframe.epochHourOf(Instant.parse("2026-01-01T00:00:00Z"));
    private static final PageWindow OPEN = PageWindow.of(FROM, null);
    private static final PageRules RULES = new PageRules(new CandleRules(Duration.ofSeconds(5)),
            Duration.ofMinutes(2));
    private static final Instant TEN_HOURS_LATER = Timeframe.instantOf(FROM + 10).plusSeconds(30);

    private static final RawCandle OUT_OF_RANGE = new RawCandle(7, "1", "1", "1", "1", "1", "[7]");
    private static final long STORED_ID = -99_590_612_149_469L;

    @Test
    void sorts_and_replaces_a_whole_row_by_a_later_one_of_the_same_hour() {
        PageVerdict.Judged page = judged(List.of(row(FROM + 1, "11"), row(FROM, "10"), row(FROM + 1, "12")));
        assertThat(page.accepted()).extracting(Candle::close).containsExactly(10.0, 12.0);
        assertThat(page.superseded()).isEqualTo(1);
    }

    @Test
    void rejects_a_page_with_a_row_before_the_requested_hour() {
        assertThat(RULES.judge(MARKET, OPEN, ServedRows.of(List.of(row(FROM - 1, "10"))), TEN_HOURS_LATER)).isEqualTo(
                new PageVerdict.Invalid(
                        "requested from 2026-01-01T00:00:00Z, but a row opens at 2025-12-31T23:00:00Z"));
    }

    @Test
    void covers_the_hours_up_to_its_last_row() {
        PageVerdict.Judged page = judged(List.of(row(FROM + 2, "10"), row(FROM + 4, "10")));
        assertThat(page.coveredTo()).isEqualTo(FROM + 5);
    }

    @Test
    void covers_every_closed_hour_when_the_hour_in_progress_is_its_last_row() {
        PageVerdict.Judged page = judged(List.of(row(FROM + 2, "10"), row(FROM + 10, "10")));
        assertThat(page.coveredTo()).isEqualTo(FROM + 10);
        assertThat(page.unfinished()).isEqualTo(1);
    }

    @Test
    void an_empty_page_covers_only_hours_older_than_the_allowed_lateness() {
        assertThat(judged(List.of()).coveredTo()).isEqualTo(FROM + 9);
        PageVerdict later = RULES.judge(MARKET, OPEN, ServedRows.of(List.of()), TEN_HOURS_LATER.plusSeconds(90));
        assertThat(((PageVerdict.Judged) later).coveredTo()).isEqualTo(FROM + 10);
    }

    @Test
    void a_row_with_a_future_time_covers_no_hour() {
        PageVerdict.Judged page = judged(List.of(row(FROM, "10"), row(FROM + 11, "10")));
        assertThat(page.coveredTo()).isEqualTo(FROM + 1);
        assertThat(page.quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.FUTURE);
        assertThat(page.hasUnplacedRows()).isFalse();
    }

    @Test
    void a_page_with_a_row_of_an_unknown_hour_is_no_evidence_for_an_absent_one() {
        PageVerdict.Judged page = judged(List.of(row(FROM, "10"), row(FROM + 2, "10"), OUT_OF_RANGE));
        assertThat(page.accepted()).hasSize(2);
        assertThat(page.coveredTo()).isEqualTo(FROM);
        assertThat(page.hasUnplacedRows()).isTrue();
        assertThat(page.quarantined()).singleElement().satisfies(bad -> {
            assertThat(bad.reason()).isEqualTo(QuarantineReason.OFF_GRID);
            assertThat(bad.openTime()).isNull();
        });
    }

    @Test
    void an_unreadable_row_is_quarantined_and_its_neighbours_are_used() {
        PageVerdict.Judged page = judged(new ServedRows(List.of(row(FROM, "10"), row(FROM + 2, "10")),
                List.of(unreadable(FROM + 1), unreadable(FROM + 3)), 0));
        assertThat(page.accepted()).hasSize(2);
        assertThat(page.quarantined()).extracting(Verdict.Quarantined::reason, Verdict.Quarantined::detail)
                .containsExactly(tuple(QuarantineReason.MALFORMED, "too short"),
                        tuple(QuarantineReason.MALFORMED, "too short"));
        assertThat(page.coveredTo()).isEqualTo(FROM + 4);
        assertThat(page.hasUnplacedRows()).isFalse();
    }

    @Test
    void an_unreadable_row_of_an_unfinished_hour_is_ignored_and_one_of_a_future_hour_is_doubted() {
        PageVerdict.Judged page = judged(
                new ServedRows(List.of(), List.of(unreadable(FROM + 10), unreadable(FROM + 11)), 0));
        assertThat(page.unfinished()).isEqualTo(1);
        assertThat(page.hasFutureRows()).isTrue();
    }

    @Test
    void an_unreadable_row_from_before_the_window_does_not_cost_the_page() {
        PageVerdict.Judged page = judged(new ServedRows(List.of(), List.of(unreadable(FROM - 5)), 0));
        assertThat(page.quarantined()).hasSize(1);
        assertThat(page.coveredTo()).isEqualTo(FROM);
    }

    @Test
    void a_page_whose_rows_were_all_dropped_is_no_empty_page() {
        assertThat(judged(new ServedRows(List.of(), List.of(), 3)).coveredTo()).isEqualTo(FROM);
        assertThat(ServedRows.of(List.of(row(FROM - 1, "10"))).from(Timeframe.instantOf(FROM)))
                .isEqualTo(new ServedRows(List.of(), List.of(), 1));
    }

    @Test
    void rows_without_a_time_are_identified_by_their_text() {
        UnreadableRow empty = new UnreadableRow(null, "null", "null");
        PageVerdict.Judged page = judged(new ServedRows(List.of(), List.of(empty, empty,
                new UnreadableRow(null, "another", "[null]")), 0));
        assertThat(page.quarantined()).hasSize(2).allSatisfy(bad -> assertThat(bad.id()).isNegative());
        // stored in ledgers: the identity of a row never changes
        assertThat(page.quarantined().getFirst().id()).isEqualTo(STORED_ID);
    }

    @Test
    void covers_no_hour_when_no_row_has_a_time_in_the_past() {
        assertThat(judged(List.of(row(FROM + 11, "10"))).coveredTo()).isEqualTo(FROM);
        assertThat(judged(List.of(OUT_OF_RANGE)).coveredTo()).isEqualTo(FROM);
    }

    @Test
    void covers_no_hour_after_its_window_with_or_without_rows() {
        PageWindow window = PageWindow.of(FROM, Timeframe.instantOf(FROM + 4));
        assertThat(judged(window, List.of()).coveredTo()).isEqualTo(FROM + 4);
        assertThat(judged(window, List.of(row(FROM + 1, "10"))).coveredTo()).isEqualTo(FROM + 2);
        PageVerdict.Judged more = judged(window, List.of(row(FROM + 1, "10"), row(FROM + 6, "10")));
        assertThat(more.coveredTo()).isEqualTo(FROM + 4);
        assertThat(more.accepted()).hasSize(2);
    }

    @Test
    void an_empty_window_up_to_the_present_covers_no_hour_that_a_late_venue_may_still_serve() {
        PageWindow window = PageWindow.of(FROM, Timeframe.instantOf(FROM + 20));
        assertThat(judged(window, List.of()).coveredTo()).isEqualTo(FROM + 9);
        assertThat(judged(PageWindow.of(FROM, Timeframe.instantOf(FROM - 3)), List.of()).coveredTo()).isEqualTo(FROM);
    }

    @Test
    void any_order_of_the_rows_gives_the_same_page() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<RawCandle> rows = LongStream.range(FROM, FROM + 11).mapToObj(hour -> row(hour, "10")).toList();
        for (int round = 0; round < 50; round++) {
            List<RawCandle> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            assertThat(judged(shuffled)).as("seed %d", seed).isEqualTo(judged(rows));
        }
    }

    private static PageVerdict.Judged judged(List<RawCandle> rows) {
        return judged(OPEN, rows);
    }

    private static PageVerdict.Judged judged(PageWindow window, List<RawCandle> rows) {
        return judged(window, ServedRows.of(rows));
    }

    private static PageVerdict.Judged judged(ServedRows served) {
        return judged(OPEN, served);
    }

    private static PageVerdict.Judged judged(PageWindow window, ServedRows served) {
        PageVerdict verdict = RULES.judge(MARKET, window, served, TEN_HOURS_LATER);
        assertThat(verdict).isInstanceOf(PageVerdict.Judged.class);
        return (PageVerdict.Judged) verdict;
    }

    private static UnreadableRow unreadable(long hour) {
        return new UnreadableRow(Timeframe.instantOf(hour).toEpochMilli(), "too short", "[" + hour + "]");
    }

    private static RawCandle row(long hour, String price) {
        return new RawCandle(Timeframe.instantOf(hour).toEpochMilli(), price, price, price, price, "1", "[]");
    }
}
