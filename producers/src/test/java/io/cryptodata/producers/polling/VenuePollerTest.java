package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class VenuePollerTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final Market ETH = new Market("binance", "ETH/USDT");
    private static final long H = Timeframe.epochHourOf(Instant.parse("2026-01-01T00:00:00Z"));

    private final FakeVenue venue = new FakeVenue(after(H + 45));
    private final MeterRegistry meters = MeterNames.strictRegistry();
    private LedgerStore ledgers = new LedgerStore();
    private FakePublisher topic = new FakePublisher(ledgers);
    private Instant wallTime = Instant.parse("2026-06-01T00:00:00Z");
    private VenuePoller poller = newPoller();

    @Test
    void publishes_the_whole_history_once_in_order_and_without_the_running_hour() throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 45));
        assertThat(venue.requests).startsWith("BTC@" + H, "BTC@" + (H + 10), "BTC@" + (H + 20));
        assertThat(poller.report().isCaughtUp()).isTrue();
        assertThat(meters.get("cda.producers.candles.published").functionCounter().count()).isEqualTo(45);
        assertThat(meters.get("cda.producers.last.closed").gauge().value())
                .isEqualTo(Timeframe.instantOf(H + 44).getEpochSecond());
    }

    @Test
    void follows_hour_by_hour_once_close_and_settle_delay_have_passed() throws InterruptedException {
        venue.serve(BTC, H, H + 48);
        settle();
        venue.setClock(Timeframe.instantOf(H + 46).plusSeconds(4));
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 44);
        venue.setClock(Timeframe.instantOf(H + 46).plusSeconds(5));
        poller.round();
        assertThat(poller.report().isCaughtUp()).isFalse();
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 44, H + 45);
        assertThat(poller.report().isCaughtUp()).isTrue();
    }

    @Test
    void a_restarted_poller_continues_where_the_ledger_ends() throws InterruptedException {
        venue.serve(BTC, H, H + 60);
        settle();
        Ledger stored = ledgers.of(BTC);
        restartWith(stored);
        venue.setClock(after(H + 48));
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H + 45, H + 48));
    }

    @Test
    void a_page_that_was_not_published_is_fetched_again_and_no_candle_is_lost_or_repeated()
            throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        topic.rejectNext(3);
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 45));
    }

    @Test
    void an_error_is_cleared_once_the_ledger_is_complete_even_if_another_process_completed_it()
            throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        settle();
        Ledger complete = ledgers.of(BTC);
        ledgers.commit(Ledger.expecting(BTC, H));
        topic.rejectNext(1);
        poller.round();
        poller.work(Lane.OLDER_SPOT, Duration.ZERO);
        assertThat(statusOf(BTC).lastError()).contains("rejected by the test");
        ledgers.commit(complete);
        settle();
        assertThat(statusOf(BTC).lastError()).isNull();
        assertThat(poller.report().isCaughtUp()).isTrue();
    }

    @Test
    void one_failing_market_does_not_delay_another() throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        venue.serve(ETH, H, H + 46);
        venue.override(BTC, (_, _) -> Fetch.failed(new Failure.Unavailable("connection refused")));
        settle();
        assertThat(topic.hoursOf(ETH)).isEqualTo(hours(H, H + 45));
        assertThat(poller.report().isCaughtUp()).isFalse();
        assertThat(statusOf(BTC).lastError()).contains("connection refused");
        assertThat(venue.requests).filteredOn(request -> request.startsWith("BTC")).hasSizeLessThan(15);
        venue.clearOverride(BTC);
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 45));
        assertThat(statusOf(BTC).lastError()).isNull();
    }

    @Test
    void the_newest_hours_have_a_separate_lane() throws InterruptedException {
        venue.serve(ETH, H, H + 60);
        settle();
        venue.serve(BTC, H, H + 60);
        venue.setClock(after(H + 47));
        wallTime = wallTime.plus(Duration.ofMinutes(2));
        poller.round();
        assertThat(poller.work(Lane.NEWEST_SPOT, Duration.ZERO)).isTrue();
        assertThat(topic.hoursOf(ETH)).endsWith(H + 45, H + 46);
        assertThat(poller.work(Lane.NEWEST_SPOT, Duration.ZERO)).isFalse();
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 47));
    }

    @Test
    void the_next_round_starts_no_later_than_when_the_next_hour_is_settled_by_the_venues_clock() {
        venue.serve(BTC, H, H + 46);
        assertThat(poller.untilNextRound()).isEqualTo(PollerRig.RULES.every());
        venue.setClock(Timeframe.instantOf(H + 46).plus(Duration.ofMillis(4900)));
        poller.round();
        assertThat(poller.untilNextRound()).isEqualTo(Duration.ofMillis(100)).isLessThan(PollerRig.RULES.every());
        venue.setClock(Timeframe.instantOf(H + 46).plus(Duration.ofMillis(4999)));
        poller.round();
        assertThat(poller.untilNextRound()).isEqualTo(Duration.ofMillis(20));
        venue.setClock(Timeframe.instantOf(H + 46).plus(Duration.ofMillis(5000)));
        poller.round();
        assertThat(poller.untilNextRound()).isEqualTo(PollerRig.RULES.every());
    }

    @Test
    void missing_hours_are_fetched_again_and_filled_or_confirmed_empty() throws InterruptedException {
        venue.serve(BTC, H, H + 20);
        venue.serve(BTC, H + 23, H + 46);
        settle();
        assertThat(poller.report().isCaughtUp()).isTrue();
        assertThat(statusOf(BTC).missingHours()).isEqualTo(3);
        venue.serve(BTC, H + 21, H + 22);
        venue.setClock(after(H + 45).plus(Duration.ofMinutes(10)));
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 44, H + 21);
        venue.setClock(after(H + 45).plus(Duration.ofMinutes(69)));
        settle();
        assertThat(statusOf(BTC).missingHours()).isEqualTo(2);
        venue.setClock(after(H + 45).plus(Duration.ofMinutes(70)));
        settle();
        assertThat(ledgers.of(BTC).confirmedEmpty())
                .containsExactly(new HourRange(H + 20, H + 21), new HourRange(H + 22, H + 23));
        assertThat(statusOf(BTC).contiguousUpTo()).isEqualTo(Timeframe.instantOf(H + 46));
        assertThat(meters.get("cda.producers.candles.late").functionCounter().count()).isEqualTo(1);
    }

    @Test
    void an_hour_that_appears_late_is_fetched_when_it_appears() throws InterruptedException {
        venue.serve(BTC, H, H + 45);
        venue.setClock(after(H + 46));
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 44);
        assertThat(statusOf(BTC).missingHours()).isZero();
        venue.serve(BTC, H + 45, H + 47);
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 44, H + 45);
    }

    @Test
    void a_bad_row_is_quarantined_once_even_after_a_restart_and_rechecks() throws InterruptedException {
        venue.serve(BTC, H, H + 60);
        venue.serve(BTC, H + 5, FakeVenue.row(H + 5, "8", "9"));
        RawCandle offGrid = new RawCandle(Timeframe.instantOf(H + 7).toEpochMilli() + 1_694_789, "9", "9", "9", "9",
                "1", "[off]");
        venue.serve(BTC, H + 7, offGrid);
        settle();
        assertThat(topic.quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.INCONSISTENT, QuarantineReason.OFF_GRID);
        restartWith(ledgers.of(BTC));
        for (int occasion = 1; occasion <= 4; occasion++) {
            venue.setClock(after(H + 45).plus(Duration.ofMinutes(61L * occasion)));
            settle();
        }
        assertThat(topic.quarantined()).isEmpty();
        assertThat(statusOf(BTC).quarantined()).isEqualTo(2);
        assertThat(ledgers.of(BTC).missing()).extracting(MissingRange::hours, MissingRange::cause).containsExactly(
                tuple(new HourRange(H + 5, H + 6), MissingCause.BAD_ROWS),
                tuple(new HourRange(H + 7, H + 8), MissingCause.BAD_ROWS));
        assertThat(ledgers.of(BTC).confirmedEmpty()).isEmpty();
    }

    @Test
    void an_hour_that_started_after_the_clock_was_read_is_unfinished_and_not_quarantined() throws InterruptedException {
        venue.serve(BTC, H, H + 48);
        RawCandle tooEarly = FakeVenue.row(H + 46, "10", "9");
        venue.override(BTC, (hour, correct) -> {
            venue.setClock(after(H + 46));
            return hour == H + 40
                    ? new Fetch.Ok<>(new CandlePage(with(correct, tooEarly), wallTime, wallTime, null))
                    : correct;
        });
        settle();
        assertThat(topic.quarantined()).isEmpty();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 46));
    }

    @Test
    void an_hour_that_has_not_started_by_the_clock_after_the_response_is_quarantined_and_published_once_closed()
            throws InterruptedException {
        venue.serve(BTC, H, H + 60);
        RawCandle invented = FakeVenue.row(H + 50, "10", "9");
        venue.override(BTC, (_, correct) -> new Fetch.Ok<>(
                new CandlePage(with(correct, invented), wallTime, wallTime, null)));
        settle();
        assertThat(topic.quarantined()).extracting(Verdict.Quarantined::reason)
                .containsExactly(QuarantineReason.FUTURE);
        venue.clearOverride(BTC);
        venue.setClock(after(H + 52));
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 52));
    }

    @Test
    void no_request_is_sent_while_a_venue_bans_us() throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        venue.override(BTC, (_, _) -> Fetch.failed(new Failure.Banned(Duration.ofMinutes(5), "too many")));
        settle();
        assertThat(venue.requests).hasSize(1);
        assertThat(poller.report().status().isOk()).isFalse();
        assertThat(poller.report().status().reason()).contains("too many");
        venue.clearOverride(BTC);
        wallTime = wallTime.plus(Duration.ofMinutes(5));
        settle();
        assertThat(poller.report().status().isOk()).isTrue();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 45));
    }

    @Test
    void a_page_that_ignores_the_requested_hour_is_rejected_and_retried_with_a_backoff() throws InterruptedException {
        venue.serve(BTC, H, H + 46);
        venue.override(BTC, (hour, correct) -> hour == H
                ? correct
                : new Fetch.Ok<>(new CandlePage(List.of(FakeVenue.row(H, "10", "9")), wallTime, wallTime, null)));
        settle();
        assertThat(topic.hoursOf(BTC)).isEqualTo(hours(H, H + 10));
        assertThat(venue.requests).hasSizeLessThan(20);
        assertThat(statusOf(BTC).lastError()).contains("requested from 2026-01-01T10:00:00Z");
    }

    @Test
    void a_market_that_stops_trading_is_polled_to_its_end_and_continues_when_it_trades_again()
            throws InterruptedException {
        venue.serve(BTC, H, H + 60);
        settle();
        venue.halt(BTC);
        venue.setClock(after(H + 47));
        wallTime = wallTime.plus(Duration.ofMinutes(2));
        settle();
        assertThat(ledgers.of(BTC).state()).isEqualTo(MarketState.HALTED);
        venue.setClock(after(H + 48));
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 46, H + 47);
        assertThat(ledgers.of(BTC).state()).isEqualTo(MarketState.HALTED);
        venue.list(BTC);
        venue.setClock(after(H + 49));
        wallTime = wallTime.plus(Duration.ofMinutes(2));
        settle();
        assertThat(topic.hoursOf(BTC)).endsWith(H + 47, H + 48);
        assertThat(ledgers.of(BTC).state()).isEqualTo(MarketState.LIVE);
    }

    @Test
    void a_market_without_any_candle_is_caught_up_and_starts_with_its_first() throws InterruptedException {
        venue.list(BTC);
        settle();
        assertThat(poller.report().isCaughtUp()).isTrue();
        assertThat(statusOf(BTC).lastClosed()).isNull();
        venue.serve(BTC, H + 45, H + 47);
        venue.setClock(after(H + 46));
        settle();
        assertThat(topic.hoursOf(BTC)).containsExactly(H + 45);
        assertThat(statusOf(BTC).lastClosed()).isEqualTo(Timeframe.instantOf(H + 45));
    }

    /// Runs rounds and pages until nothing is due; a second of wall time passes between rounds.
    private void settle() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            wallTime = wallTime.plusSeconds(1);
            poller.round();
            while (poller.work(Lane.NEWEST_SPOT, Duration.ZERO) || poller.work(Lane.OLDER_SPOT, Duration.ZERO)) {
                wallTime = wallTime.plusMillis(1);
            }
        }
        wallTime = wallTime.plusSeconds(31);
    }

    private static List<RawCandle> with(Fetch<CandlePage> correct, RawCandle more) {
        List<RawCandle> rows = new ArrayList<>();
        if (correct instanceof Fetch.Ok<CandlePage>(CandlePage page)) {
            rows.addAll(page.rows());
        }
        rows.add(more);
        return rows;
    }

    private void restartWith(Ledger stored) {
        ledgers = new LedgerStore();
        ledgers.commit(stored);
        topic = new FakePublisher(ledgers);
        poller = newPoller();
    }

    private VenuePoller newPoller() {
        SteppedTime time = SteppedTime.of(() -> wallTime);
        return PollerRig.withMeters(new VenuePoller("binance", PollerRig.access(venue, time), venue::tracked,
                new VenuePoller.Output(topic, ledgers), PollerRig.RULES, time), meters);
    }

    private MarketStatus statusOf(Market market) {
        return poller.report().markets().stream().filter(one -> one.market().equals(market)).findFirst().orElseThrow();
    }

    private static List<Long> hours(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /// Half a minute after `hour` opened: the hour before it is closed and settled.
    private static Instant after(long hour) {
        return Timeframe.instantOf(hour).plusSeconds(30);
    }
}
