package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.CandlePage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static io.cryptodata.producers.polling.PollerRig.page;
import static org.assertj.core.api.Assertions.assertThat;

/// What a page may and may not prove.
class PageEvidenceTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final PollerRig rig = new PollerRig(closed(H + 39));

    @Test
    void an_empty_page_where_hours_were_served_before_proves_nothing() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 20);
        rig.venue.serve(BTC, H + 22, H + 60);
        rig.settle();
        MissingRange hole = rig.ledger().missing().getFirst();
        rig.venue.override(BTC, (_, _) -> page(null, List.of()));
        for (int occasion = 1; occasion <= 5; occasion++) {
            rig.settleAt(closed(H + 39).plus(TEN_MINUTES.multipliedBy(occasion)).minusSeconds(1));
        }
        assertThat(rig.ledger().missing().getFirst().emptyResponses()).isEqualTo(hole.emptyResponses());
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.ledger().present()).isEqualTo(38);
        assertThat(rig.count("cda.producers.pages.invalid")).isPositive();
        rig.venue.clearOverride(BTC);
        rig.venue.serve(BTC, H + 20, H + 22);
        rig.settleAt(closed(H + 40).plus(TEN_MINUTES));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.ledger().present()).isEqualTo(41);
    }

    @Test
    void a_missing_hour_is_published_from_any_page_that_contains_it_and_a_published_hour_that_a_page_omits_stays()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 60);
        rig.venue.serve(BTC, H + 30, new RawCandle[0]);
        rig.settle();
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours)
                .containsExactly(new HourRange(H + 30, H + 31));
        rig.venue.serve(BTC, H + 30, FakeVenue.row(H + 30, "10", "9"));
        rig.venue.serve(BTC, H + 25, new RawCandle[0]);
        rig.roundAt(closed(H + 40));
        assertThat(rig.versionsOf(H + 30)).hasSize(1);
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.ledger().present()).isEqualTo(41);
        assertThat(rig.versionsOf(H + 25)).hasSize(1);
    }

    @Test
    void an_empty_window_is_requested_on_other_occasions_before_history_continues_after_it()
            throws InterruptedException {
        rig.venue.maxRows = 10;
        rig.venue.serve(BTC, H, H + 5);
        rig.venue.serve(BTC, H + 33, H + 60);
        windowed(10);
        Instant start = closed(H + 39);
        rig.settle();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 5));
        rig.settleAt(start.plus(TEN_MINUTES));
        rig.restart();
        assertThat(rig.ledger().unproven()).isEqualTo(new MissingRange(new HourRange(H + 5, H + 15), 2,
                start.plus(TEN_MINUTES)));
        rig.settleAt(start.plus(Duration.ofMinutes(70)));
        assertThat(rig.ledger().confirmedEmpty()).containsExactly(new HourRange(H + 5, H + 15));
        rig.settleAt(start.plus(Duration.ofMinutes(80)));
        rig.settleAt(start.plus(Duration.ofMinutes(140)));
        assertThat(rig.ledger().confirmedEmpty()).containsExactly(new HourRange(H + 5, H + 25));
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours)
                .containsExactly(new HourRange(H + 25, H + 33));
        assertThat(rig.ledger().present()).isEqualTo(14);
    }

    @Test
    void a_venue_that_always_serves_its_newest_rows_is_polled_with_a_backoff_and_caught_up_once_it_recovers()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        rig.venue.override(BTC, (_, _) -> newestRows(60));
        for (long hour = H + 40; hour < H + 50; hour++) {
            int before = rig.requests();
            rig.settleAt(closed(hour));
            assertThat(rig.requests() - before).isBetween(1, 8);
        }
        assertThat(rig.ledger().present()).isEqualTo(40);
        assertThat(rig.poller().report().markets().getFirst().lastError()).contains("but a row opens at");
        rig.venue.clearOverride(BTC);
        rig.settleAt(closed(H + 50));
        assertThat(rig.ledger().present()).isEqualTo(51);
        assertThat(rig.poller().report().isCaughtUp()).isTrue();
    }

    @Test
    void a_venue_that_always_returns_the_same_page_causes_no_endless_loop() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        rig.venue.override(BTC, (_, _) -> page(null, rows(H + 39, H + 40)));
        for (long hour = H + 40; hour < H + 43; hour++) {
            int before = rig.requests();
            rig.settleAt(closed(hour));
            assertThat(rig.requests() - before).isBetween(1, 8);
            assertThat(rig.topic.hoursOf(BTC)).hasSize(40);
        }
        rig.venue.clearOverride(BTC);
        rig.settleAt(closed(H + 43));
        assertThat(rig.ledger().present()).isEqualTo(44);
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void rows_beyond_the_limit_are_used_like_any_other() throws InterruptedException {
        rig.venue.maxRows = 10;
        rig.venue.serve(BTC, H, H + 60);
        rig.venue.override(BTC, (from, _) -> page(null, rows(from, Math.min(from + 21, H + 41))));
        rig.settle();
        assertThat(rig.venue.requests).containsExactly("BTC@" + H, "BTC@" + (H + 21));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(LongStream.range(H, H + 40).boxed().toList());
    }

    @Test
    void missing_hours_that_the_venue_rejects_do_not_delay_others_or_history() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.venue.serve(BTC, H + 3, new RawCandle[0]);
        rig.venue.serve(BTC, H + 9, new RawCandle[0]);
        rig.settle();
        rig.venue.serve(BTC, H + 9, FakeVenue.row(H + 9, "10", "9"));
        rig.venue.override(BTC,
                (from, correct) -> from == H + 3 ? Fetch.failed(new Failure.Rejected("too old")) : correct);
        rig.settleAt(closed(H + 39).plus(TEN_MINUTES));
        assertThat(rig.versionsOf(H + 9)).hasSize(1);
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours).containsExactly(new HourRange(H + 3, H + 4));
        // once with the other hole, once alone
        assertThat(rig.venue.requests.stream().filter(request -> request.equals("BTC@" + (H + 3)))).hasSize(2);
    }

    @Test
    void the_hours_of_a_halt_are_missing_and_then_confirmed_empty() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 40);
        rig.settle();
        rig.relist(MarketState.HALTED);
        rig.settle();
        assertThat(rig.ledger().state()).isEqualTo(MarketState.HALTED);
        rig.venue.serve(BTC, H + 45, H + 90);
        rig.relist(MarketState.LIVE);
        rig.settleAt(closed(H + 50));
        assertThat(rig.ledger().state()).isEqualTo(MarketState.LIVE);
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours)
                .containsExactly(new HourRange(H + 40, H + 45));
        rig.settleAt(closed(H + 50).plus(TEN_MINUTES));
        rig.settleAt(closed(H + 51).plus(TEN_MINUTES));
        assertThat(rig.ledger().confirmedEmpty()).containsExactly(new HourRange(H + 40, H + 45));
        assertThat(rig.ledger().present()).isEqualTo(47);
    }

    @Test
    void the_hour_in_which_a_market_was_halted_is_fetched_once_it_is_closed() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 40);
        rig.settle();
        rig.venue.serve(BTC, H + 40, H + 41);
        rig.relist(MarketState.HALTED);
        rig.settleAt(closed(H + 40));
        assertThat(rig.ledger().present()).isEqualTo(41);
        assertThat(rig.ledger().state()).isEqualTo(MarketState.HALTED);
    }

    @Test
    void proven_hours_are_published_even_if_the_clock_is_unavailable_to_judge_a_future_row()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 60);
        rig.venue.override(BTC, (from, correct) -> {
            rig.venue.setClockAvailable(false);
            List<RawCandle> rows = new ArrayList<>(((Fetch.Ok<CandlePage>) correct).value().rows());
            rows.add(FakeVenue.row(H + 55, "10", "9"));
            return page(null, rows);
        });
        rig.settle();
        assertThat(rig.ledger().present()).isPositive();
        assertThat(rig.ledger().quarantined()).isZero();
    }

    private Fetch<CandlePage> newestRows(int count) {
        Instant clock = DirectRunner.value(rig.venue.serverTime());
        long running = Timeframe.epochHourOf(clock);
        return page(null, rows(running - count + 1, running + 1));
    }

    /// The venue returns windows of this many hours, with their end.
    private void windowed(int hours) {
        rig.venue.override(BTC, (from, correct) -> correct instanceof Fetch.Ok<CandlePage>(CandlePage whole)
                ? page(Timeframe.instantOf(from + hours), whole.rows().stream()
                        .filter(row -> row.openTime() < Timeframe.instantOf(from + hours).toEpochMilli()).toList())
                : correct);
    }

    private static List<RawCandle> rows(long from, long to) {
        return LongStream.range(from, to).mapToObj(hour -> FakeVenue.row(hour, "10", "9")).toList();
    }
}
