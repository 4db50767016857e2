package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.RecentHour;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.venue.CandlePage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// How a poller detects that a venue has revised its candles.
class RecheckPollingTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final PollerRig rig = new PollerRig(closed(H + 39));

    @Test
    void five_minutes_after_the_close_a_revised_hour_is_published_whole_with_the_next_revision()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 50);
        rig.settle();
        rig.venue.serve(BTC, H + 39, FakeVenue.row(H + 39, "12", "8"));
        rig.settleAt(closed(H + 39).plus(FIVE_MINUTES).minusSeconds(1));
        assertThat(rig.versionsOf(H + 39)).hasSize(1);
        rig.settleAt(closed(H + 39).plus(FIVE_MINUTES));
        List<Candle> versions = rig.versionsOf(H + 39);
        assertThat(versions).extracting(Candle::revision).containsExactly(0, 1);
        assertThat(versions.getLast().high()).isEqualTo(12);
        assertThat(versions.getLast().low()).isEqualTo(8);
        Publication last = rig.topic.published.getLast();
        assertThat(last.candles()).containsExactly(versions.getLast());
        assertThat(last.after().recent()).last().extracting(RecentHour::revision).isEqualTo(1);
        assertThat(rig.count("cda.producers.candles.revised")).isEqualTo(1);
        assertThat(rig.count("cda.producers.candles.late")).isZero();
    }

    @Test
    void every_recheck_finds_what_changed_and_after_the_last_one_the_hour_is_not_fetched_again()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 80);
        rig.settle();
        change("12");
        rig.settleAt(closed(H + 40));
        change("13");
        rig.settleAt(closed(H + 63));
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::high).containsExactly(10.0, 12.0, 13.0);
        rig.settleAt(closed(H + 64));
        change("14");
        for (long hour = H + 65; hour < H + 72; hour++) {
            rig.settleAt(closed(hour));
        }
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::revision).containsExactly(0, 1, 2);
        assertThat(rig.ledger().present()).isEqualTo(72);
    }

    @Test
    void the_recheck_a_day_later_finds_a_change_too() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 80);
        rig.settle();
        for (long hour = H + 40; hour < H + 63; hour++) {
            rig.settleAt(closed(hour));
            rig.settleAt(closed(hour).plus(FIVE_MINUTES));
        }
        change("12");
        rig.settleAt(closed(H + 63));
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::high).containsExactly(10.0, 12.0);
        assertThat(rig.ledger().recent()).extracting(RecentHour::hour).doesNotContain(H + 39);
    }

    @Test
    void rechecks_cost_one_request_per_hour_and_publish_nothing_when_nothing_changed() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 100);
        rig.settle();
        for (long hour = H + 40; hour < H + 70; hour++) {
            int requests = rig.requests();
            int pages = rig.topic.published.size();
            rig.settleAt(closed(hour));
            rig.settleAt(closed(hour).plus(FIVE_MINUTES));
            rig.settleAt(closed(hour).plus(Duration.ofMinutes(30)));
            assertThat(rig.venue.requests.subList(requests, rig.requests()))
                    .containsExactly("BTC@" + (hour - 24), "BTC@" + hour);
            assertThat(rig.topic.published).hasSize(pages + 1);
            assertThat(rig.ledger().recent()).hasSizeLessThanOrEqualTo(26);
        }
        assertThat(rig.poller().report().isCaughtUp()).isTrue();
    }

    @Test
    void rechecks_that_were_not_committed_are_repeated_after_a_restart() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 50);
        rig.settle();
        rig.settleAt(closed(H + 39).plus(FIVE_MINUTES));
        assertThat(rig.ledger().recent().getLast().rechecks()).isEqualTo(1);
        int requests = rig.requests();
        rig.restart();
        assertThat(rig.ledger().recent().getLast().rechecks()).isZero();
        rig.settle();
        assertThat(rig.venue.requests.subList(requests, rig.requests())).containsExactly("BTC@" + (H + 39));
        rig.settleAt(closed(H + 40));
        assertThat(rig.topic.published.getLast().after().recent())
                .contains(new RecentHour(H + 39, rig.ledger().recent().getLast().fingerprint(), 0, 2));
        assertThat(rig.versionsOf(H + 39)).hasSize(1);
    }

    @Test
    void a_revision_that_was_not_published_is_fetched_again() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 50);
        rig.settle();
        change("12");
        rig.topic.rejectNext(3);
        rig.settleAt(closed(H + 39).plus(FIVE_MINUTES));
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::revision).containsExactly(0, 1);
    }

    @Test
    void a_recheck_is_in_the_lane_of_older_work_and_a_failed_one_does_not_delay_the_newest_hour()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + 50);
        rig.settle();
        rig.venue.override(BTC, (_, _) -> Fetch.failed(new Failure.Unavailable("connection refused")));
        rig.venue.setClock(closed(H + 39).plus(FIVE_MINUTES));
        rig.poller().round();
        assertThat(rig.poller().work(Lane.NEWEST_SPOT, Duration.ZERO)).isFalse();
        rig.settle();
        int requests = rig.requests();
        rig.venue.clearOverride(BTC);
        rig.roundAt(closed(H + 40));
        assertThat(rig.venue.requests.subList(requests, rig.requests())).hasSize(1);
        assertThat(rig.versionsOf(H + 40)).hasSize(1);
    }

    @Test
    void when_pages_are_short_the_newest_hour_comes_first_and_no_recheck_is_lost() throws InterruptedException {
        rig.venue.maxRows = 10;
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        change("12");
        for (long hour = H + 40; hour < H + 75; hour++) {
            rig.settleAt(closed(hour));
            assertThat(rig.versionsOf(hour)).hasSize(1);
        }
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::revision).containsExactly(0, 1);
        assertThat(rig.ledger().recent()).hasSizeLessThan(40);
    }

    @Test
    void pages_shorter_than_promised_do_not_delay_the_newest_hour() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.venue.serve(BTC, H + 20, new RawCandle[0]);
        rig.settle();
        rig.venue.override(BTC, (from, correct) -> correct instanceof Fetch.Ok<CandlePage>(CandlePage whole)
                ? PollerRig.page(Timeframe.instantOf(from + 5),
                        whole.rows().subList(0, Math.min(5, whole.rows().size())))
                : correct);
        for (long hour = H + 40; hour < H + 50; hour++) {
            rig.settleAt(closed(hour));
            assertThat(rig.versionsOf(hour)).hasSize(1);
        }
    }

    @Test
    void revisions_of_a_day_of_hours_are_published_from_one_page_after_an_outage() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 60);
        rig.settle();
        for (long hour = H + 20; hour < H + 40; hour++) {
            rig.venue.serve(BTC, hour, FakeVenue.row(hour, "11", "9"));
        }
        Instant back = closed(H + 44);
        rig.roundAt(back);
        for (long hour = H + 20; hour < H + 40; hour++) {
            assertThat(rig.versionsOf(hour)).extracting(Candle::revision).containsExactly(0, 1);
        }
        assertThat(rig.topic.published.getLast().candles()).hasSize(25);
    }

    @Test
    void a_recheck_after_a_long_outage_is_retried_after_two_rejected_pages() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 120);
        rig.settle();
        change("12");
        Instant back = closed(H + 100);
        rig.venue.override(BTC, (from, correct) -> from <= H + 39
                ? PollerRig.page(Timeframe.instantOf(H + 41), List.of())
                : correct);
        rig.settleAt(back);
        rig.settleAt(back.plus(Duration.ofMinutes(10)));
        assertThat(rig.versionsOf(H + 39)).hasSize(1);
        assertThat(rig.versionsOf(H + 100)).as("newer hours did not wait").hasSize(1);
        rig.venue.clearOverride(BTC);
        rig.settleAt(back.plus(Duration.ofMinutes(80)));
        assertThat(rig.versionsOf(H + 39)).extracting(Candle::revision).containsExactly(0, 1);
    }

    private void change(String high) {
        rig.venue.serve(BTC, H + 39, FakeVenue.row(H + 39, high, "9"));
    }
}
