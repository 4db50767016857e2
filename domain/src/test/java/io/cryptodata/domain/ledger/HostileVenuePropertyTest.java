package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.RepeatedTest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever a venue responds: no hour that it has is skipped, confirmed empty or not available, and none is counted twice.
class HostileVenuePropertyTest {
    private static final long START = 400_000;
    private static final long HOURS = 300;
    /// days of good hours afterwards, in which every search for a readable hour ends
    private static final long QUIET_HOURS = 20 * 24;
    private static final long ALL_HOURS = 2 * HOURS + QUIET_HOURS;
    private static final int MOST_STEPS = 20_000;
    /// before a request is repeated that changed nothing
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration TURN = Duration.ofHours(HOURS / 2);
    private static final int MAX_ROWS = 40;
    private static final LedgerRules RULES = LedgerRules.DEFAULT;
    /// three empty pages would confirm hours that the venue has
    private static final int MOST_SILENT_PAGES = 2;

    private enum Kind {
        GOOD, BAD, NONE,
        /// a page with this hour is unreadable
        UNREADABLE,
        /// a bad row at first; later a page with this hour is unreadable
        BAD_THEN_UNREADABLE,
        /// a bad row at first, later a good one
        BAD_THEN_GOOD
    }

    /// how many of its newest hours a venue serves that does not serve all
    private static final long FEW_HOURS = 200;
    private static final Set<Kind> UNUSABLE = Set.of(Kind.BAD, Kind.UNREADABLE, Kind.BAD_THEN_UNREADABLE);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final boolean hasUnreadableHours = random.nextBoolean();
    private final boolean servesFewHours = random.nextBoolean();
    private final List<Kind> kinds = LongStream.range(0, ALL_HOURS)
            .mapToObj(hour -> hour < 2 * HOURS ? kind() : Kind.GOOD).toList();
    private final Set<Long> published = new HashSet<>();
    private Ledger ledger = Ledger.expecting(new Market("binance", "BTC/USDT"), START);
    private Instant now = Timeframe.instantOf(START + HOURS);
    private int silentPages;

    private Kind kind() {
        int number = random.nextInt(12);
        if (hasUnreadableHours && random.nextInt(60) == 0) {
            return random.nextBoolean() ? Kind.UNREADABLE : Kind.BAD_THEN_UNREADABLE;
        }
        if (hasUnreadableHours && random.nextInt(6) == 0) {
            return Kind.BAD_THEN_GOOD;
        }
        return number == 0 ? Kind.BAD : number < 3 ? Kind.NONE : Kind.GOOD;
    }

    @RepeatedTest(100)
    void no_hour_is_skipped_that_the_venue_serves() {
        for (int step = 0; step < 200; step++) {
            work(true);
        }
        for (int step = 0; step < MOST_STEPS && now.isBefore(end()); step++) {
            work(false);
        }
        assertThat(now).as("seed %d", seed).isAfterOrEqualTo(end());
        assertThat(ledger.recorded()).as("seed %d", seed).isNotNull();
        assertThat(ledger.contiguousUpTo()).as("seed %d", seed).isLessThanOrEqualTo(START + ALL_HOURS);
        for (MissingRange hole : ledger.missing()) {
            LongStream.range(hole.hours().from(), Math.min(START + 2 * HOURS, hole.hours().to())).forEach(
                    hour -> assertThat(kindOf(hour)).as("seed %d hour %d of %s", seed, hour, hole)
                            .isIn(servesFewHours ? Set.of() : UNUSABLE));
        }
    }

    private void work(boolean isHostile) {
        if (ledger.nextWork(now, now, RULES) instanceof Work.FetchHours due && now.isBefore(end())) {
            Ledger before = ledger;
            respond(ledger.within(MAX_ROWS, random.nextBoolean() ? due : ledger.narrowed(due)), isHostile);
            if (ledger.equals(before)) {
                now = now.plus(PAUSE);
            }
        } else if (now.isBefore(end())) {
            now = now.plus(Duration.ofMinutes(random.nextInt(isHostile ? 30 : 60)));
        }
        check();
    }

    private static Instant end() {
        return Timeframe.instantOf(START + ALL_HOURS);
    }

    private void respond(Work.FetchHours request, boolean isHostile) {
        HourRange served = request.availableFrom(availableFrom()).hours();
        if (LongStream.range(served.from(), Math.min(served.to(), START + ALL_HOURS))
                .anyMatch(this::isUnreadable)) {
            ledger = ledger.recordUnusable(request, now, now, RULES);
            return;
        }
        switch (isHostile ? random.nextInt(8) : 7) {
            case 0, 1 -> ledger = ledger.recordUnusable(request, now, now, RULES);
            case 2 -> record(new PageEvidence(request.from(), request.hours().to(), List.of(), List.of(-7L),
                    PageProof.NOTHING, availableFrom(), now));
            case 3 -> record(silentPages++ < MOST_SILENT_PAGES && !ledger.hasAnyOf(request.hours())
                    ? empty(request)
                    : correct(request));
            default -> record(correct(request));
        }
    }

    private boolean isUnreadable(long hour) {
        return kindOf(hour) == Kind.UNREADABLE
                || kindOf(hour) == Kind.BAD_THEN_UNREADABLE && isAfterTurn(hour);
    }

    private boolean isAfterTurn(long hour) {
        return now.isAfter(Timeframe.instantOf(hour).plus(TURN));
    }

    private PageEvidence empty(Work.FetchHours request) {
        long closed = Math.min(request.hours().to(), Timeframe.epochHourOf(now));
        return new PageEvidence(request.from(), Math.max(request.from(), closed), List.of(), List.of(),
                PageProof.EMPTY, availableFrom(), now);
    }

    private long availableFrom() {
        return servesFewHours ? Timeframe.epochHourOf(now) - FEW_HOURS : PageEvidence.ALL_HOURS;
    }

    private PageEvidence correct(Work.FetchHours request) {
        List<ServedHour> served = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        HourRange hours = request.availableFrom(availableFrom()).hours();
        long last = hours.from() - 1;
        for (long hour = hours.from(); hour < Math.min(hours.to(), Timeframe.epochHourOf(now)); hour++) {
            Kind kind = kindOf(hour);
            switch (kind == Kind.BAD_THEN_GOOD ? isAfterTurn(hour) ? Kind.GOOD : Kind.BAD : kind) {
                case GOOD, BAD_THEN_GOOD -> served.add(new ServedHour(hour, 1));
                case BAD, BAD_THEN_UNREADABLE -> bad.add(hour * 3_600_000);
                case NONE, UNREADABLE -> {
                    continue;
                }
            }
            last = hour;
        }
        if (last < hours.from()) {
            return empty(request);
        }
        return served.isEmpty()
                ? new PageEvidence(request.from(), request.hours().to(), served, bad, PageProof.NOTHING,
                        availableFrom(), now)
                : new PageEvidence(request.from(), last + 1, served, bad, PageProof.ROWS, availableFrom(), now);
    }

    private void record(PageEvidence page) {
        Ledger before = ledger;
        long newest = Objects.requireNonNull(before.recorded()).to();
        for (ServedHour hour : page.served()) {
            if (before.revisionOf(hour).orElse(-1) == 0) {
                assertThat(published.add(hour.hour())).as("seed %d hour %d is new", seed, hour.hour()).isTrue();
                assertThat(hour.hour() >= newest || before.lacks(hour.hour())).as("seed %d", seed).isTrue();
            }
        }
        ledger = before.record(page, now, RULES);
    }

    private void check() {
        HourRange recorded = Objects.requireNonNull(ledger.recorded());
        long empty = ledger.confirmedEmpty().stream().mapToLong(HourRange::hours).sum();
        assertThat(ledger.present()).as("seed %d", seed).isEqualTo(published.size());
        long tooOld = ledger.notAvailable().stream().mapToLong(HourRange::hours).sum();
        if (tooOld > 0) {
            assertThat(ledger.notAvailable().getLast().to()).as("seed %d", seed)
                    .isLessThanOrEqualTo(availableFrom());
        }
        assertThat(ledger.present() + ledger.missingHours() + empty + tooOld).as("seed %d", seed)
                .isEqualTo(recorded.hours());
        ledger.confirmedEmpty().forEach(range -> LongStream.range(range.from(), range.to())
                .forEach(hour -> assertThat(kindOf(hour)).as("seed %d hour %d", seed, hour).isEqualTo(Kind.NONE)));
    }

    private Kind kindOf(long hour) {
        return kinds.get((int) (hour - START));
    }
}
