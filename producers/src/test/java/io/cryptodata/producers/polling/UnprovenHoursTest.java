package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
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
import static org.assertj.core.api.Assertions.tuple;

/// History that no row proves: pages without rows, and pages that cannot be read.
class UnprovenHoursTest {
    private static final long FIRST = H - 3000;
    private static final Instant START = closed(H - 1);

    private final PollerRig rig = new PollerRig(START);

    UnprovenHoursTest() {
        rig.venue.maxRows = 1000;
        rig.venue.serve(BTC, FIRST, H + 200);
    }

    @Test
    void one_empty_page_in_a_backfill_skips_nothing() throws InterruptedException {
        List<Long> requested = new ArrayList<>();
        rig.venue.override(BTC, (from, correct) -> {
            requested.add(from);
            return from == FIRST + 1000 && requested.indexOf(from) == requested.size() - 1
                    ? page(null, List.of())
                    : correct;
        });
        rig.settle();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(FIRST, FIRST + 1000));
        rig.settleAt(START.plus(Duration.ofMinutes(11)));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(FIRST, H));
        assertThat(rig.count("cda.producers.candles.late")).isZero();
    }

    @Test
    void empty_windows_at_the_start_of_a_market_skip_nothing_before_a_third_occasion() throws InterruptedException {
        List<Long> requested = new ArrayList<>();
        rig.venue.override(BTC, (from, correct) -> {
            requested.add(from);
            return requested.size() <= 2 ? page(Timeframe.instantOf(from + 300), List.of()) : correct;
        });
        for (int minutes : new int[]{0, 1, 9, 11, 60}) {
            rig.settleAt(START.plus(Duration.ofMinutes(minutes)));
            assertThat(rig.ledger().recorded()).as("after %d minutes", minutes).isEqualTo(new HourRange(FIRST, FIRST));
        }
        assertThat(requested).containsExactly(FIRST, FIRST);
        rig.settleAt(START.plus(Duration.ofMinutes(80)));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(FIRST, H + 1));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.count("cda.producers.candles.late")).isZero();
    }

    @Test
    void one_page_that_stays_unreadable_costs_its_own_hour_and_few_requests() throws InterruptedException {
        rig.venue.override(BTC, (from, correct) -> contains(correct, FIRST + 1500)
                ? Fetch.failed(new Failure.Unreadable("not JSON", "<html>"))
                : correct);
        int requests = dayOf(START);
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours, MissingRange::cause)
                .containsExactly(tuple(new HourRange(FIRST + 1500, FIRST + 1501), MissingCause.UNREADABLE));
        assertThat(rig.ledger().present()).isGreaterThanOrEqualTo(3022);
        assertThat(rig.count("cda.producers.candles.late")).isZero();
        assertThat(requests).isLessThan(100);
    }

    @Test
    void a_market_whose_pages_all_stay_unreadable_causes_few_requests_and_recovers() throws InterruptedException {
        rig.venue.override(BTC, (from, correct) -> from < FIRST + 1000
                ? correct
                : Fetch.failed(new Failure.Unreadable("not JSON", "<html>")));
        assertThat(dayOf(START)).isLessThan(150);
        assertThat(rig.ledger().present()).isEqualTo(1000);
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.poller().report().isCaughtUp()).isFalse();
        int days = 4;
        for (int day = 1; day < days; day++) {
            assertThat(dayOf(START.plus(Duration.ofDays(day)))).as("requests on day %d", day).isLessThan(60);
        }
        rig.venue.clearOverride(BTC);
        dayOf(START.plus(Duration.ofDays(days)));
        dayOf(START.plus(Duration.ofDays(days + 1L)));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.ledger().present()).isEqualTo(3143);
    }

    @Test
    void pages_whose_rows_are_all_rejected_never_confirm_an_hour_empty() throws InterruptedException {
        rig.settle();
        rig.venue.override(BTC, (from, correct) -> page(null, List.of(new RawCandle(12345, "9.5", "10", "9", "9.5", "1",
                "[12345]"))));
        for (int minute = 0; minute <= 180; minute += 5) {
            rig.settleAt(START.plus(Duration.ofMinutes(minute)));
        }
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        rig.venue.clearOverride(BTC);
        rig.settleAt(START.plus(Duration.ofHours(4)));
        assertThat(rig.topic.hoursOf(BTC)).containsAll(hours(FIRST, H + 4));
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void pages_without_a_row_of_the_requested_hours_cost_few_requests_and_confirm_nothing()
            throws InterruptedException {
        rig.venue.override(BTC, (from, correct) -> from >= FIRST + 1000 && from < FIRST + 1003
                ? dropped(6)
                : correct);
        int requests = dayOf(START);
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.ledger().missing()).extracting(MissingRange::cause).containsOnly(MissingCause.UNREADABLE);
        assertThat(rig.ledger().present() + rig.ledger().missingHours()).isEqualTo(3023);
        assertThat(rig.ledger().present()).isGreaterThanOrEqualTo(3018);
        assertThat(requests).isLessThan(150);
        rig.venue.clearOverride(BTC);
        dayOf(START.plus(Duration.ofDays(1)));
        dayOf(START.plus(Duration.ofDays(2)));
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void a_market_without_a_row_of_any_requested_hour_is_reported_and_causes_few_requests()
            throws InterruptedException {
        rig.venue.override(BTC, (from, correct) -> from < FIRST + 1000 ? correct : dropped(6));
        assertThat(dayOf(START)).isLessThan(150);
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.poller().report().isCaughtUp()).isFalse();
        assertThat(rig.poller().report().markets().getFirst().lastError())
                .isEqualTo("page without a usable row: all 6 rows are outside the requested hours or not final");
    }

    @Test
    void the_newest_hour_is_requested_again_soon_while_its_row_is_not_final() throws InterruptedException {
        rig.settle();
        rig.venue.override(BTC, (from, correct) -> dropped(1));
        rig.roundAt(closed(H));
        rig.venue.clearOverride(BTC);
        rig.wallTime = rig.wallTime.plusSeconds(40);
        rig.roundAt(closed(H).plusSeconds(40));
        assertThat(rig.topic.hoursOf(BTC)).contains(H);
    }

    private static Fetch<CandlePage> dropped(int rows) {
        return new Fetch.Ok<>(new CandlePage(new ServedRows(List.of(), List.of(), rows), Instant.EPOCH, Instant.EPOCH,
                null));
    }

    private int dayOf(Instant start) throws InterruptedException {
        int before = rig.requests();
        for (int second = 0; second < 86_400; second += 40) {
            rig.wallTime = rig.wallTime.plusSeconds(40);
            rig.roundAt(start.plusSeconds(second));
        }
        return rig.requests() - before;
    }

    private static boolean contains(Fetch<CandlePage> response, long hour) {
        return response instanceof Fetch.Ok<CandlePage>(CandlePage page) && page.rows().stream()
                .map(RawCandle::openTime).anyMatch(millis -> millis == hour * 3_600_000);
    }

    private static List<Long> hours(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
