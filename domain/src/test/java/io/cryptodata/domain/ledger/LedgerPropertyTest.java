package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.RepeatedTest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Random answers, worked into the ledger and into a plain array with one cell per hour: both must say the same.
class LedgerPropertyTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long START = 400_000;
    private static final int HOURS = 120;
    private static final LedgerRules RULES = new LedgerRules(Duration.ofMinutes(10), 3);

    @RepeatedTest(100)
    void the_ledger_agrees_with_one_cell_per_hour() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Cells cells = new Cells();
        Ledger ledger = Ledger.expecting(MARKET, START);
        Instant now = Timeframe.instantOf(START + HOURS);
        for (int step = 0; step < 60; step++) {
            now = now.plusSeconds(random.nextInt(900));
            Answer answer = randomAnswer(random, now);
            for (long hour : answer.present()) {
                assertThat(ledger.lacks(hour)).as("lacks, seed %d step %d", seed, step)
                        .isEqualTo(cells.lacks(hour));
            }
            ledger = ledger.record(answer, START + HOURS, RULES);
            cells.record(answer);
            cells.compare(ledger, "seed " + seed + " step " + step);
        }
    }

    private static Answer randomAnswer(Random random, Instant now) {
        long from = START + random.nextInt(HOURS);
        long to = Math.min(START + HOURS, from + random.nextInt(30));
        double density = random.nextDouble();
        List<Long> present = new ArrayList<>();
        for (long hour = from; hour < to; hour++) {
            if (random.nextDouble() < density) {
                present.add(hour);
            }
        }
        return new Answer(from, to, present, List.of(), now, OptionalLong.empty());
    }

    /// The slow and obvious way.
    private static final class Cells {
        private enum Kind {
            UNKNOWN, PRESENT, MISSING, EMPTY
        }

        private final Kind[] kinds = new Kind[HOURS];
        private final int[] answers = new int[HOURS];
        private final Instant[] lastAsked = new Instant[HOURS];
        private int end;

        Cells() {
            Arrays.fill(kinds, Kind.UNKNOWN);
        }

        boolean lacks(long hour) {
            return kinds[index(hour)] != Kind.PRESENT;
        }

        void record(Answer answer) {
            if (answer.coveredTo() > answer.asked()) {
                for (; end < index(answer.coveredTo()); end++) {
                    kinds[end] = Kind.MISSING;
                }
            }
            for (int i = index(answer.asked()); i < index(answer.coveredTo()); i++) {
                if (answer.present().contains(START + i)) {
                    kinds[i] = Kind.PRESENT;
                } else if (kinds[i] == Kind.MISSING && isAnotherOccasion(i, answer.venueTime())) {
                    answers[i]++;
                    lastAsked[i] = answer.venueTime();
                    kinds[i] = answers[i] == RULES.confirmations() ? Kind.EMPTY : Kind.MISSING;
                }
            }
        }

        private boolean isAnotherOccasion(int i, Instant now) {
            return lastAsked[i] == null || Duration.between(lastAsked[i], now).compareTo(RULES.occasionGap()) >= 0;
        }

        void compare(Ledger ledger, String where) {
            assertThat(ledger.known()).as(where).isEqualTo(new HourRange(START, START + end));
            assertThat(ledger.present()).as(where).isEqualTo(hoursOf(Kind.PRESENT).size());
            assertThat(ledger.confirmedEmpty()).as(where).isEqualTo(HourRange.ofHours(hoursOf(Kind.EMPTY)));
            assertThat(ledger.missing().stream().map(MissingRange::hours).flatMap(Cells::each).toList()).as(where)
                    .isEqualTo(hoursOf(Kind.MISSING));
            for (MissingRange hole : ledger.missing()) {
                Cells.each(hole.hours()).forEach(hour -> {
                    assertThat(hole.emptyAnswers()).as(where).isEqualTo(answers[index(hour)]);
                    assertThat(hole.lastAsked()).as(where).isEqualTo(lastAsked[index(hour)]);
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
