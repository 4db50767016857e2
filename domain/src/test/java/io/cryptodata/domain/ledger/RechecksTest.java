package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Published hours are rechecked five minutes, an hour and a day after their close.
class RechecksTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long H = 1000;
    private static final LedgerRules RULES = LedgerRules.DEFAULT;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void an_hour_is_recorded_with_the_rechecks_that_were_due_when_it_is_fetched() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 30).plus(FIVE_MINUTES), hours(H, H + 30));
        assertThat(ledger.recent()).hasSize(24).first().isEqualTo(new RecentHour(H + 6, 7, 0, 2));
        assertThat(ledger.recent()).last().isEqualTo(new RecentHour(H + 29, 7, 0, 1));
        Ledger fresh = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        assertThat(fresh.recent()).containsExactly(new RecentHour(H, 7, 0, 0));
    }

    @Test
    void the_first_recheck_is_a_separate_request_after_live_and_before_repair() {
        Ledger ledger = served(Ledger.expecting(MARKET, H - 2), at(H + 1), List.of(H - 2, H));
        Instant early = at(H + 1).plus(FIVE_MINUTES).minusMillis(1);
        assertThat(ledger.nextWork(early, early, RULES)).isEqualTo(new Work.Nothing());
        Instant due = at(H + 1).plus(Duration.ofMinutes(10));
        assertThat(ledger.nextWork(due, due, RULES)).isEqualTo(new Work.FetchHours(H, 2, Work.Priority.RECHECK));
        Ledger rechecked = served(ledger, due, List.of(H));
        assertThat(rechecked.recent()).contains(new RecentHour(H, 7, 0, 1));
        assertThat(rechecked.nextWork(due, due, RULES)).isEqualTo(new Work.FetchHours(H - 1, 2, Work.Priority.REPAIR));
    }

    @Test
    void a_request_that_started_before_a_recheck_was_due_does_not_count_as_one() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        Ledger early = served(ledger, at(H + 1).plus(FIVE_MINUTES).minusMillis(1), hours(H, H + 1));
        assertThat(early.recent()).containsExactly(new RecentHour(H, 7, 0, 0));
        assertThat(early.equalsIgnoringUpdateTime(ledger)).isTrue();
    }

    @Test
    void the_settle_delay_is_added() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        Instant venueTime = at(H + 1).plus(FIVE_MINUTES).plusSeconds(4);
        assertThat(ledger.nextWork(venueTime, venueTime.minusSeconds(5), RULES)).isEqualTo(new Work.Nothing());
        assertThat(ledger.nextWork(venueTime.plusSeconds(1), venueTime.minusSeconds(4), RULES))
                .isEqualTo(new Work.FetchHours(H, 2, Work.Priority.RECHECK));
    }

    @Test
    void one_request_of_26_rows_fetches_the_new_hour_and_the_rechecks_of_an_hour_and_of_a_day_before() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        for (long hour = H + 1; hour < H + 60; hour++) {
            ledger = afterRecheck(ledger, at(hour).plus(FIVE_MINUTES));
            Work.FetchHours live = (Work.FetchHours) ledger.nextWork(at(hour + 1), at(hour + 1), RULES);
            assertThat(live.priority()).isEqualTo(Work.Priority.LIVE);
            assertThat(live.from()).isEqualTo(hour < H + 24 ? hour - 1 : hour - 24);
            assertThat(live.rows()).isLessThanOrEqualTo(26);
            ledger = served(ledger, at(hour + 1), hours(Math.max(live.from(), H), hour + 1));
        }
        assertThat(ledger.recent()).hasSize(24);
        assertThat(ledger.recent()).first().isEqualTo(new RecentHour(H + 36, 7, 0, 2));
    }

    @Test
    void an_absent_hour_is_requested_with_every_new_hour_for_a_day() {
        Ledger ledger = served(Ledger.expecting(MARKET, H - 1), at(H + 2), List.of(H - 1, H + 1));
        for (long hour = H + 3; hour <= H + 26; hour++) {
            Work.FetchHours live = (Work.FetchHours) ledger.nextWork(at(hour), at(hour), RULES);
            assertThat(live.priority()).isEqualTo(Work.Priority.LIVE);
            assertThat(live.from()).isLessThanOrEqualTo(H);
            assertThat(live.rows()).isLessThanOrEqualTo(28);
            List<ServedHour> shown = hours(live.from(), hour).stream().filter(each -> each != H)
                    .map(each -> new ServedHour(each, 7)).toList();
            ledger = ledger.record(new PageEvidence(live.from(), hour, shown, List.of(), at(hour)), at(hour), RULES);
        }
        assertThat(ledger.confirmedEmpty()).containsExactly(new HourRange(H, H + 1));
        assertThat(((Work.FetchHours) ledger.nextWork(at(H + 27), at(H + 27), RULES)).from()).isGreaterThan(H);
    }

    @Test
    void other_values_are_the_next_revision_of_the_whole_row_and_equal_ones_only_count() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        assertThat(ledger.revisionOf(new ServedHour(H, 7))).isEmpty();
        assertThat(ledger.revisionOf(new ServedHour(H, 8))).hasValue(1);
        assertThat(ledger.revisionOf(new ServedHour(H + 1, 8))).hasValue(0);
        Instant recheck = at(H + 1).plus(FIVE_MINUTES);
        Ledger same = served(ledger, recheck, hours(H, H + 1));
        assertThat(same.equalsIgnoringUpdateTime(ledger)).isFalse();
        assertThat(same.equalsIgnoringRechecks(ledger)).isTrue();
        Ledger revised = ledger.record(page(recheck, List.of(new ServedHour(H, 8))), recheck, RULES);
        assertThat(revised.recent()).containsExactly(new RecentHour(H, 8, 1, 1));
        assertThat(revised.revisionOf(new ServedHour(H, 7))).hasValue(2);
        assertThat(revised.present()).isEqualTo(1);
    }

    @Test
    void an_hour_whose_rechecks_are_all_done_keeps_its_last_published_version() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 25), hours(H, H + 1));
        assertThat(ledger.recent()).isEmpty();
        assertThat(ledger.revisionOf(new ServedHour(H, 8))).isEmpty();
    }

    @Test
    void an_hour_that_a_recheck_does_not_find_stays_and_a_later_recheck_is_repeated_with_every_new_hour_within_reach() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 1), hours(H, H + 1));
        Ledger first = ledger.record(new PageEvidence(H, H + 1, List.of(), List.of(), at(H + 2)), at(H + 2), RULES);
        assertThat(first.recent()).containsExactly(new RecentHour(H, 7, 0, 1));
        assertThat(first.present()).isEqualTo(1);
        assertThat(first.missing()).isEmpty();
        assertThat(first.nextWork(at(H + 2), at(H + 2), RULES))
                .isEqualTo(new Work.FetchHours(H, 3, Work.Priority.LIVE));
        Ledger later = first;
        for (long hour = H + 2; hour <= H + 30; hour++) {
            assertThat(((Work.FetchHours) later.nextWork(at(hour), at(hour), RULES)).from()).isEqualTo(H);
            later = later.record(new PageEvidence(H, hour, hourOf(hour - 1), List.of(), at(hour)), at(hour), RULES);
        }
        assertThat(later.recent()).first().isEqualTo(new RecentHour(H, 7, 0, 1));
        assertThat(((Work.FetchHours) later.nextWork(at(H + 31), at(H + 31), RULES)).from()).isGreaterThan(H);
    }

    @Test
    void hours_from_before_a_long_halt_are_rechecked_by_a_separate_request() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 3), hours(H, H + 3));
        Instant months = at(H + 3000);
        Work.FetchHours recheck = (Work.FetchHours) ledger.nextWork(months, months, RULES);
        assertThat(recheck).isEqualTo(new Work.FetchHours(H, 4, Work.Priority.RECHECK));
        Ledger rechecked = ledger
                .record(new PageEvidence(H, H + 4, List.of(new ServedHour(H, 7), new ServedHour(H + 1, 8),
                        new ServedHour(H + 2, 7)), List.of(), months), months, RULES);
        assertThat(rechecked.recent()).isEmpty();
        assertThat(ledger.revisionOf(new ServedHour(H + 1, 8))).hasValue(1);
        Instant soon = at(H + 3).plus(FIVE_MINUTES);
        assertThat(ledger.recordUnanswered(recheck, soon, soon, RULES)).isEqualTo(ledger);
    }

    @Test
    void an_unanswered_separate_recheck_is_repeated_on_three_occasions_and_other_work_does_not_wait_for_it() {
        Ledger ledger = served(Ledger.expecting(MARKET, H), at(H + 3), hours(H, H + 3));
        Instant first = at(H + 3000);
        Work.FetchHours recheck = (Work.FetchHours) ledger.nextWork(first, first, RULES);
        Ledger refused = ledger.recordUnanswered(recheck, first, first, RULES);
        assertThat(refused.recent()).hasSize(3).first().isEqualTo(new RecentHour(H, 7, 0, 2, 1, first));
        assertThat(refused.nextWork(first, first, RULES))
                .isEqualTo(new Work.FetchHours(H + 3, 2998, Work.Priority.BACKFILL));
        assertThat(refused.recordUnanswered(recheck, first, first, RULES)).isEqualTo(refused);
        Instant second = first.plus(Duration.ofMinutes(10));
        assertThat(refused.nextWork(second, second, RULES)).isEqualTo(recheck);
        Ledger unanswered = refused.record(new PageEvidence(H, H + 3, List.of(), List.of(), second), second, RULES);
        assertThat(unanswered.recent()).hasSize(3).first().isEqualTo(new RecentHour(H, 7, 0, 2, 2, second));
        Instant third = second.plus(Duration.ofHours(1));
        assertThat(unanswered.nextWork(third.minusMillis(1), third.minusMillis(1), RULES)).isNotEqualTo(recheck);
        assertThat(unanswered.nextWork(third, third, RULES)).isEqualTo(recheck);
        assertThat(unanswered.recordUnanswered(recheck, third, third, RULES).recent()).isEmpty();
        assertThat(unanswered.recordUnanswered(recheck, third, third, RULES).present()).isEqualTo(3);
        Ledger shown = unanswered.record(new PageEvidence(H, H + 3, List.of(new ServedHour(H, 7)), List.of(), third),
                third,
                RULES);
        assertThat(shown.recent()).isEmpty();
    }

    @Test
    void an_hour_that_appears_late_is_rechecked_like_any_other() {
        Ledger holed = served(Ledger.expecting(MARKET, H), at(H + 3), List.of(H, H + 2));
        Ledger filled = served(holed, at(H + 3).plus(Duration.ofMinutes(30)), List.of(H + 1));
        assertThat(filled.recent()).contains(new RecentHour(H + 1, 7, 0, 2));
    }

    @Test
    void the_number_of_recent_hours_is_limited_and_the_oldest_keep_their_last_version() {
        Ledger ledger = Ledger.expecting(MARKET, H);
        for (int block = 0; block < 4; block++) {
            long from = H + 100L * block;
            ledger = served(ledger, at(from + 20), hours(from, from + 20));
        }
        assertThat(ledger.recent()).hasSize(Ledger.MAX_RECENT);
        assertThat(ledger.recent()).last().extracting(RecentHour::hour).isEqualTo(H + 319);
    }

    @Test
    void without_rechecks_no_recent_hour_is_recorded_and_invalid_delays_are_rejected() {
        LedgerRules none = new LedgerRules(RULES.occasionGaps(), 3, List.of());
        Ledger ledger = Ledger.expecting(MARKET, H).record(page(at(H + 1), hourOf(H)), at(H + 1), none);
        assertThat(ledger.recent()).isEmpty();
        for (List<Duration> wrong : List.of(List.of(Duration.ZERO), List.of(Duration.ofHours(25)),
                List.of(Duration.ofHours(1), FIVE_MINUTES), List.of(FIVE_MINUTES, FIVE_MINUTES))) {
            assertThatThrownBy(() -> new LedgerRules(RULES.occasionGaps(), 3, wrong))
                    .hasMessageContaining("recheck delays must be").hasMessageContaining(wrong.toString());
        }
    }

    private static Ledger afterRecheck(Ledger ledger, Instant now) {
        Work.FetchHours recheck = (Work.FetchHours) ledger.nextWork(now, now, RULES);
        assertThat(recheck.priority()).isEqualTo(Work.Priority.RECHECK);
        return served(ledger, now, hours(recheck.from(), recheck.from() + 1));
    }

    private static Ledger served(Ledger before, Instant now, List<Long> hours) {
        return before.record(page(now, hours.stream().map(hour -> new ServedHour(hour, 7)).toList()), now, RULES);
    }

    private static PageEvidence page(Instant now, List<ServedHour> hours) {
        return new PageEvidence(hours.getFirst().hour(), hours.getLast().hour() + 1, hours, List.of(), now);
    }

    private static List<ServedHour> hourOf(long hour) {
        return List.of(new ServedHour(hour, 7));
    }

    private static List<Long> hours(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static Instant at(long hour) {
        return Timeframe.instantOf(hour);
    }
}
