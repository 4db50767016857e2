package io.cryptodata.producers.polling;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.CandlePage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static io.cryptodata.producers.polling.PollerRig.page;
import static org.assertj.core.api.Assertions.assertThat;

/// A venue whose pages cannot be read if they contain the row of certain hours.
class UnreadableHoursTest {
    private static final long FIRST = H - 1000;
    private static final Instant START = closed(H - 1);
    private static final int ROUND_SECONDS = 40;

    private final PollerRig rig = new PollerRig(START);
    private Set<Long> unreadable = Set.of();
    private Set<Long> absent = Set.of();

    UnreadableHoursTest() {
        rig.venue.maxRows = 1000;
        rig.venue.serve(BTC, FIRST, H + 400);
        rig.venue.override(BTC, (_, correct) -> served(correct));
    }

    private Fetch<CandlePage> served(Fetch<CandlePage> correct) {
        return contains(correct, unreadable)
                ? Fetch.failed(new Failure.Unreadable("not JSON", "<html>"))
                : correct.map(page -> new CandlePage(without(page.rows()), page.requestStarted(), page.requestEnded(),
                        null));
    }

    @Test
    void one_unreadable_hour_in_a_long_range_that_is_missing_costs_only_itself() throws InterruptedException {
        long bad = FIRST + 321;
        int[] pages = {0};
        rig.venue.override(BTC, (from, correct) -> from == FIRST && pages[0]++ < 1
                ? page(null, List.of())
                : served(correct));
        unreadable = Set.of(bad);
        int requests = during(START, Duration.ofHours(3));
        assertThat(missingHours()).containsExactly(bad);
        assertThat(requests).isLessThan(50);
    }

    @Test
    void the_hours_of_a_missing_range_are_published_at_once_but_for_the_unreadable_one() throws InterruptedException {
        long bad = H - 300;
        absent = LongStream.range(H - 500, H - 20).boxed().collect(Collectors.toSet());
        rig.settle();
        absent = Set.of();
        unreadable = Set.of(bad);
        int requests = during(START.plus(Duration.ofMinutes(20)), Duration.ofMinutes(20));
        assertThat(missingHours()).containsExactly(bad);
        assertThat(requests).isLessThan(40);
    }

    @Test
    void an_hour_that_shares_its_range_with_unreadable_hours_is_published_once_it_is_readable()
            throws InterruptedException {
        unreadable = Set.of(H + 1, H + 2, H + 3);
        during(START, Duration.ofHours(12));
        assertThat(missingHours()).containsExactly(H + 1, H + 2, H + 3);
        unreadable = Set.of(H + 1, H + 2);
        during(START.plus(Duration.ofHours(12)), Duration.ofHours(30));
        assertThat(missingHours()).containsExactly(H + 1, H + 2);
    }

    @Test
    void missing_hours_of_unequal_counts_that_cannot_be_read_are_named_so_and_cause_few_requests()
            throws InterruptedException {
        rig.settle();
        Ledger settled = rig.ledger();
        rig.ledgers.replace(settled, new Ledger(BTC, new HourRange(FIRST, H + 2),
                List.of(new MissingRange(new HourRange(H, H + 1), 2, START),
                        new MissingRange(new HourRange(H + 1, H + 2), 1, START.plus(Duration.ofHours(3)))),
                List.of(), List.of(), 1000, 0, List.of(), List.of(), null, OutsideWindow.NONE, MarketState.LIVE,
                START.plus(Duration.ofHours(3))));
        unreadable = Set.of(H, H + 1);
        int requests = during(START.plus(Duration.ofHours(4)), Duration.ofHours(20));
        assertThat(rig.ledger().missing()).extracting(MissingRange::cause).containsOnly(MissingCause.UNREADABLE);
        assertThat(missingHours()).containsExactly(H, H + 1);
        assertThat(requests).isLessThan(20 * 2 + 40);
    }

    @Test
    void lasting_damage_of_three_hours_causes_few_requests_a_day() throws InterruptedException {
        unreadable = Set.of(H - 700, H - 699, H - 698);
        during(START, Duration.ofDays(1));
        assertThat(missingHours()).containsExactly(H - 700, H - 699, H - 698);
        during(START.plus(Duration.ofDays(1)), Duration.ofDays(2));
        int requests = during(START.plus(Duration.ofDays(3)), Duration.ofDays(3));
        assertThat(requests).isLessThan(3 * (2 * 24 + 10));
        assertThat(rig.ledger().missing()).extracting(MissingRange::cause).containsOnly(MissingCause.UNREADABLE);
    }

    @Test
    void lasting_damage_of_many_hours_causes_few_requests_and_hides_no_readable_hour() throws InterruptedException {
        unreadable = LongStream.range(H - 700, H - 500).filter(hour -> hour % 50 != 0).boxed()
                .collect(Collectors.toSet());
        int first = during(START, Duration.ofDays(1));
        int days = 12;
        int later = during(START.plus(Duration.ofDays(1)), Duration.ofDays(days - 1));
        assertThat(first).isLessThan(150);
        assertThat(later).isLessThan((days - 1) * (2 * 24 + 40));
        assertThat(new TreeSet<>(missingHours())).isEqualTo(new TreeSet<>(unreadable));
        unreadable = Set.of();
        during(START.plus(Duration.ofDays(days)), Duration.ofDays(2));
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void hours_without_a_row_after_an_unreadable_page_stay_unreadable_until_three_pages_confirm_them()
            throws InterruptedException {
        absent = Set.of(H - 100);
        rig.settle();
        rig.settleAt(START.plus(Duration.ofMinutes(15)));
        unreadable = Set.of(H - 99);
        absent = Set.of();
        rig.settleAt(START.plus(Duration.ofMinutes(80)));
        unreadable = Set.of(H - 100);
        rig.settleAt(START.plus(Duration.ofMinutes(180)));
        assertThat(rig.ledger().missing()).extracting(MissingRange::cause).containsExactly(MissingCause.UNREADABLE);
        unreadable = Set.of();
        absent = Set.of(H - 100);
        rig.settleAt(START.plus(Duration.ofHours(8)));
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        assertThat(rig.ledger().missing()).extracting(MissingRange::cause).containsExactly(MissingCause.UNREADABLE);
        rig.settleAt(START.plus(Duration.ofHours(9)));
        assertThat(rig.ledger().confirmedEmpty()).isEmpty();
        rig.settleAt(START.plus(Duration.ofHours(11)));
        assertThat(rig.ledger().confirmedEmpty()).containsExactly(new HourRange(H - 100, H - 99));
    }

    private List<Long> missingHours() {
        return rig.ledger().missing().stream().map(MissingRange::hours)
                .flatMap(range -> LongStream.range(range.from(), range.to()).boxed()).toList();
    }

    /// @return the number of requests
    private int during(Instant start, Duration length) throws InterruptedException {
        int before = rig.requests();
        for (long second = 0; second < length.toSeconds(); second += ROUND_SECONDS) {
            rig.wallTime = rig.wallTime.plusSeconds(ROUND_SECONDS);
            rig.roundAt(start.plusSeconds(second));
        }
        return rig.requests() - before;
    }

    private List<RawCandle> without(List<RawCandle> rows) {
        return rows.stream().filter(row -> !absent.contains(row.openTime() / 3_600_000)).toList();
    }

    private static boolean contains(Fetch<CandlePage> response, Set<Long> hours) {
        return response instanceof Fetch.Ok<CandlePage>(CandlePage page)
                && page.rows().stream().anyMatch(row -> hours.contains(row.openTime() / 3_600_000));
    }
}
