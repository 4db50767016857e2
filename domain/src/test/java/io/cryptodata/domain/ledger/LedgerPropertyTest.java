package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.RepeatedTest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Random pages, applied to the ledger and to a plain array with one cell per hour: both must agree.
class LedgerPropertyTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long START = 400_000;
    private static final int HOURS = 120;
    private static final LedgerRules RULES = LedgerRules.DEFAULT;

    @RepeatedTest(100)
    void the_ledger_agrees_with_one_cell_per_hour() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Cells cells = new Cells();
        Ledger ledger = Ledger.expecting(MARKET, START);
        Instant now = Timeframe.instantOf(START + HOURS);
        for (int step = 0; step < 60; step++) {
            now = now.plusSeconds(random.nextInt(900));
            PageEvidence page = randomPage(random, now);
            for (ServedHour hour : page.served()) {
                assertThat(ledger.lacks(hour.hour())).as("lacks, seed %d step %d", seed, step)
                        .isEqualTo(cells.lacks(hour.hour()));
                assertThat(ledger.revisionOf(hour)).as("revision, seed %d step %d", seed, step)
                        .isEqualTo(cells.revisionOf(hour));
            }
            ledger = ledger.record(page, now, RULES);
            cells.record(page);
            cells.compare(ledger, "seed " + seed + " step " + step);
        }
    }

    private static PageEvidence randomPage(Random random, Instant now) {
        long from = START + random.nextInt(HOURS);
        long to = Math.min(START + HOURS, from + random.nextInt(30));
        double density = random.nextDouble();
        long versions = 1 + random.nextInt(3);
        List<ServedHour> served = new ArrayList<>();
        for (long hour = from; hour < to; hour++) {
            if (random.nextDouble() < density) {
                served.add(new ServedHour(hour, random.nextLong(versions)));
            }
        }
        long coveredTo = random.nextInt(4) == 0 ? from + random.nextLong(to - from + 1) : to;
        PageEvidence page = new PageEvidence(from, coveredTo, served, List.of(), now);
        return random.nextInt(3) == 0 ? page.availableFrom(START + random.nextInt(HOURS)) : page;
    }

    /// The slow and obvious implementation.
    private static final class Cells {
        private enum Kind {
            UNKNOWN, PRESENT, MISSING, EMPTY, NOT_AVAILABLE
        }

        private final Kind[] kinds = new Kind[HOURS];
        private final int[] emptyResponses = new int[HOURS];
        private final Instant[] lastRequested = new Instant[HOURS];
        private final RecentHour[] recent = new RecentHour[HOURS];
        private int end;

        Cells() {
            Arrays.fill(kinds, Kind.UNKNOWN);
        }

        boolean lacks(long hour) {
            return kinds[index(hour)] != Kind.PRESENT;
        }

        OptionalInt revisionOf(ServedHour served) {
            RecentHour last = recent[index(served.hour())];
            if (lacks(served.hour())) {
                return OptionalInt.of(0);
            }
            return last == null || last.fingerprint() == served.fingerprint()
                    ? OptionalInt.empty()
                    : OptionalInt.of(last.revision() + 1);
        }

        void record(PageEvidence page) {
            Map<Long, ServedHour> served = page.served().stream()
                    .collect(Collectors.toMap(ServedHour::hour, Function.identity()));
            served.values().forEach(hour -> recheck(hour, page.venueTime()));
            long newEnd = Math.max(page.coveredTo() > page.requestedFrom() ? page.coveredTo() : 0,
                    served.keySet().stream().mapToLong(hour -> hour + 1).max().orElse(0));
            for (; end < newEnd - START; end++) {
                kinds[end] = Kind.MISSING;
            }
            served.keySet().forEach(hour -> kinds[index(hour)] = Kind.PRESENT);
            for (int i = index(page.requestedFrom()); i < index(page.coveredTo()); i++) {
                if (served.containsKey(START + i)) {
                    continue;
                }
                recheckUnanswered(i, page.venueTime());
                if (kinds[i] == Kind.MISSING && START + i < page.availableFrom()) {
                    kinds[i] = Kind.NOT_AVAILABLE;
                }
                if (kinds[i] == Kind.MISSING && isNewOccasion(i, page.venueTime())) {
                    emptyResponses[i]++;
                    lastRequested[i] = page.venueTime();
                    kinds[i] = emptyResponses[i] == RULES.confirmations() ? Kind.EMPTY : Kind.MISSING;
                }
            }
        }

        private boolean isNewOccasion(int i, Instant now) {
            return lastRequested[i] == null
                    || Duration.between(lastRequested[i], now).compareTo(gapAfter(emptyResponses[i])) >= 0;
        }

        private void recheck(ServedHour served, Instant now) {
            int i = index(served.hour());
            RecentHour last = recent[i];
            int due = due(i, now);
            if (lacks(served.hour())) {
                recent[i] = new RecentHour(served.hour(), served.fingerprint(), 0, due);
            } else if (last != null) {
                int revision = last.revision() + (last.fingerprint() == served.fingerprint() ? 0 : 1);
                recent[i] = new RecentHour(served.hour(), served.fingerprint(), revision,
                        Math.max(last.rechecks(), due));
            }
            dropIfDone(i);
        }

        private void recheckUnanswered(int i, Instant now) {
            RecentHour last = recent[i];
            if (last == null) {
                return;
            }
            if (Timeframe.epochHourOf(now) - (START + i) <= 30) {
                int done = Math.max(last.rechecks(), Math.min(due(i, now), 1));
                recent[i] = done > last.rechecks()
                        ? new RecentHour(last.hour(), last.fingerprint(), last.revision(), done)
                        : last;
            } else if (last.lastUnanswered() == null
                    || !now.isBefore(last.lastUnanswered().plus(gapAfter(last.unansweredRechecks())))) {
                recent[i] = new RecentHour(last.hour(), last.fingerprint(), last.revision(), last.rechecks(),
                        last.unansweredRechecks() + 1, now);
            }
            dropIfDone(i);
        }

        private static Duration gapAfter(int times) {
            return times <= 1 ? Duration.ofMinutes(10) : Duration.ofHours(1);
        }

        private void dropIfDone(int i) {
            if (recent[i] != null && (recent[i].rechecks() == 3 || recent[i].unansweredRechecks() == 3)) {
                recent[i] = null;
            }
        }

        private static int due(int i, Instant now) {
            long minutes = Duration.between(Timeframe.instantOf(START + i + 1), now).toMinutes();
            return minutes >= 24 * 60 ? 3 : minutes >= 60 ? 2 : minutes >= 5 ? 1 : 0;
        }

        void compare(Ledger ledger, String where) {
            assertThat(ledger.recorded()).as(where).isEqualTo(new HourRange(START, START + end));
            assertThat(ledger.present()).as(where).isEqualTo(hoursOf(Kind.PRESENT).size());
            assertThat(ledger.recent()).as(where)
                    .isEqualTo(Stream.of(recent).filter(Objects::nonNull).toList());
            assertThat(ledger.confirmedEmpty()).as(where).isEqualTo(HourRange.ofHours(hoursOf(Kind.EMPTY)));
            assertThat(ledger.notAvailable()).as(where).isEqualTo(HourRange.ofHours(hoursOf(Kind.NOT_AVAILABLE)));
            assertThat(ledger.missing().stream().map(MissingRange::hours).flatMap(Cells::each).toList()).as(where)
                    .isEqualTo(hoursOf(Kind.MISSING));
            for (MissingRange range : ledger.missing()) {
                Cells.each(range.hours()).forEach(hour -> {
                    assertThat(range.emptyResponses()).as(where).isEqualTo(emptyResponses[index(hour)]);
                    assertThat(range.lastRequested()).as(where).isEqualTo(lastRequested[index(hour)]);
                });
            }
            List<Long> missing = hoursOf(Kind.MISSING);
            assertThat(ledger.contiguousUpTo()).as(where)
                    .isEqualTo(missing.isEmpty() ? START + end : missing.getFirst());
        }

        private List<Long> hoursOf(Kind kind) {
            List<Long> hours = new ArrayList<>();
            for (int i = 0; i < HOURS; i++) {
                if (kinds[i] == kind) {
                    hours.add(START + i);
                }
            }
            return hours;
        }

        private static Stream<Long> each(HourRange range) {
            return LongStream.range(range.from(), range.to()).boxed();
        }

        private static int index(long hour) {
            return (int) (hour - START);
        }
    }
}
