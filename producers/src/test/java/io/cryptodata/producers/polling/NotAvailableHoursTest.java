package io.cryptodata.producers.polling;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.LedgerReset;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static io.cryptodata.producers.polling.PollerRig.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// A venue that serves only its newest hours, whatever is requested.
class NotAvailableHoursTest {
    private static final long FIRST = H - 1000;
    /// the unfinished hour is one of them
    private static final int SERVED_HOURS = 201;
    private static final Instant START = closed(H - 1);

    private final PollerRig rig = new PollerRig(START);

    @BeforeEach
    void serve() {
        rig.venue.servedHours = OptionalInt.of(SERVED_HOURS);
        rig.venue.serve(BTC, FIRST, H + 2000);
    }

    @Test
    void a_market_with_a_longer_history_starts_with_hours_that_are_not_available() throws InterruptedException {
        rig.settle();
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 200));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.ledger().contiguousUpTo()).isEqualTo(H);
        assertThat(rig.ledger().state()).isEqualTo(MarketState.LIVE);
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(H - 200, H));
        assertThat(rig.poller().report().isCaughtUp()).isTrue();
        assertThat(rig.venue.requests).hasSizeLessThan(10).allSatisfy(
                request -> assertThat(Long.parseLong(request.split("@")[1])).isGreaterThanOrEqualTo(H - 200));
    }

    @Test
    void what_is_not_available_survives_a_restart_and_is_not_requested_again() throws InterruptedException {
        rig.settle();
        rig.restart();
        int before = rig.requests();
        for (int hour = 0; hour < 48; hour++) {
            rig.settleAt(closed(H + hour));
        }
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 200));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(H - 200, H + 48));
        assertThat(rig.venue.requests.stream().skip(before).mapToLong(each -> Long.parseLong(each.split("@")[1])))
                .allSatisfy(from -> assertThat(from).isGreaterThanOrEqualTo(H - 30));
    }

    @Test
    void after_an_outage_longer_than_what_the_venue_serves_the_hours_between_are_not_available()
            throws InterruptedException {
        rig.settle();
        rig.venue.override(BTC, (_, _) -> Fetch.failed(new Failure.Unavailable("down")));
        rig.settleAt(closed(H + 300));
        rig.venue.clearOverride(BTC);
        rig.wallTime = rig.wallTime.plus(Duration.ofHours(1));
        rig.settleAt(closed(H + 500));
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 200),
                new HourRange(H, H + 301));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(
                LongStream.concat(LongStream.range(H - 200, H), LongStream.range(H + 301, H + 501)).boxed().toList());
    }

    @Test
    void a_missing_hour_is_not_available_once_it_can_no_longer_be_filled() throws InterruptedException {
        rig.venue.serve(BTC, H - 50, new RawCandle((H - 50) * 3_600_000, "9.5", "1", "9", "9.5", "1", "[]"));
        rig.settle();
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours, MissingRange::cause).containsExactly(
                tuple(new HourRange(H - 50, H - 49), MissingCause.BAD_ROWS));
        for (int hour = 0; hour < 149; hour++) {
            rig.settleAt(closed(H + hour));
        }
        assertThat(rig.ledger().missing()).hasSize(1);
        for (int hour = 149; hour < 180; hour++) {
            rig.settleAt(closed(H + hour));
        }
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 200),
                new HourRange(H - 50, H - 49));
    }

    @Test
    void a_short_page_once_writes_off_no_hour_that_the_venue_serves() throws InterruptedException {
        rig.venue.override(BTC, (_, _) -> page(null, rowsOf(H - 3, H)));
        rig.roundAt(START);
        rig.venue.clearOverride(BTC);
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 200));
        assertThat(rig.ledger().missing()).extracting(MissingRange::hours)
                .containsExactly(new HourRange(H - 200, H - 3));
        rig.wallTime = rig.wallTime.plus(Duration.ofMinutes(30));
        rig.settleAt(START.plus(Duration.ofMinutes(30)));
        assertThat(rig.ledger().missing()).isEmpty();
        assertThat(rig.topic.hoursOf(BTC)).containsAll(hours(H - 200, H));
    }

    @Test
    void pages_without_a_row_confirm_nothing_before_the_third_occasion() throws InterruptedException {
        rig.venue.override(BTC, (_, _) -> page(null, List.of()));
        rig.settleAt(START);
        rig.settleAt(START.plus(Duration.ofMinutes(10)));
        assertThat(rig.ledger().notAvailable()).isEmpty();
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        rig.venue.clearOverride(BTC);
        rig.settleAt(START.plus(Duration.ofMinutes(75)));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(H - 199, H + 1));
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 199));
    }

    @Test
    void an_unreadable_page_writes_off_nothing() throws InterruptedException {
        rig.venue.override(BTC, (_, _) -> Fetch.failed(new Failure.Unreadable("not JSON", "<html>")));
        rig.settleAt(START);
        assertThat(rig.ledger().notAvailable()).isEmpty();
        rig.venue.clearOverride(BTC);
        rig.wallTime = rig.wallTime.plus(Duration.ofMinutes(30));
        rig.settleAt(START.plus(Duration.ofMinutes(30)));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(hours(H - 200, H));
    }

    @Test
    void after_a_reset_hours_that_the_venue_serves_by_then_are_published() throws InterruptedException {
        rig.settle();
        rig.venue.servedHours = OptionalInt.of(601);
        rig.ledgers.commit(new LedgerReset(rig.wallTime.plus(Duration.ofDays(365))).all(rig.ledger()));
        rig.settleAt(START.plus(Duration.ofMinutes(1)));
        assertThat(rig.ledger().notAvailable()).containsExactly(new HourRange(FIRST, H - 600));
        assertThat(rig.ledger().present()).isEqualTo(600);
        assertThat(rig.topic.hoursOf(BTC)).containsAll(hours(H - 600, H));
    }

    private static List<RawCandle> rowsOf(long from, long to) {
        return LongStream.range(from, to).mapToObj(hour -> FakeVenue.row(hour, "10", "9")).toList();
    }

    private static List<Long> hours(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
