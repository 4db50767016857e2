package io.cryptodata.producers.polling;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import org.junit.jupiter.api.RepeatedTest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// Whatever a venue returns on the way: in the end its candles are published and the ledger matches them.
class IngestionPropertyTest {
    private static final long LIVE_FROM = H + 80;
    private static final long CALM_FROM = LIVE_FROM + 40;
    private static final long END = CALM_FROM + 34;
    private static final Instant LAST = closed(END - 1).plus(Duration.ofMinutes(20));

    @RepeatedTest(40)
    void in_the_end_the_last_versions_are_published_and_the_ledger_matches_them() throws InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        PollerRig rig = new PollerRig(closed(LIVE_FROM - 1));
        RandomHours venue = new RandomHours(random, new HourRange(H, END), new HourRange(LIVE_FROM - 1, CALM_FROM),
                () -> new HashSet<>(rig.topic.hoursOf(BTC)));
        long first = H - random.nextInt(20);
        rig.venue.serve(BTC, first, first + 1);
        play(rig, venue, random);
        compare(rig, venue, first, "seed " + seed);
    }

    private static void play(PollerRig rig, RandomHours venue, Random random) throws InterruptedException {
        Instant clock = closed(LIVE_FROM - 1);
        while (clock.isBefore(LAST)) {
            if (!clock.isBefore(closed(CALM_FROM))) {
                venue.stopFaults();
            } else if (random.nextInt(15) == 0) {
                rig.topic.rejectNext(1 + random.nextInt(3));
            } else if (random.nextInt(15) == 0) {
                rig.restart();
            }
            Instant now = clock;
            rig.venue.override(BTC, (from, _) -> venue.respond(from, now));
            rig.settleAt(clock);
            clock = clock.plusSeconds(1 + random.nextInt(2400));
        }
        rig.venue.override(BTC, (from, _) -> venue.respond(from, LAST));
        rig.settleAt(LAST);
    }

    private static void compare(PollerRig rig, RandomHours venue, long first, String seed) {
        List<Long> there = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        List<Long> empty = new ArrayList<>();
        List<Long> pending = hoursOf(rig.ledger().missing().stream().filter(IngestionPropertyTest::isPending));
        for (long hour = first; hour < END; hour++) {
            List<Candle> versions = rig.versionsOf(hour);
            assertThat(versions).as("%s hour %d", seed, hour - H).extracting(Candle::revision)
                    .isEqualTo(IntStream.range(0, versions.size()).boxed().toList());
            for (int i = 1; i < versions.size(); i++) {
                assertThat(versions.get(i).as(0)).as(seed).isNotEqualTo(versions.get(i - 1).as(0));
            }
            if (pending.contains(hour)) {
                assertThat(versions).as("%s hour %d", seed, hour - H).isEmpty();
            } else if (venue.isGood(hour)) {
                there.add(hour);
                assertThat(versions).as("%s hour %d", seed, hour - H).last().extracting(Candle::close)
                        .isEqualTo(venue.lastPrice(hour));
            } else {
                (venue.isServed(hour) ? bad : empty).add(hour);
                assertThat(versions).as("%s hour %d", seed, hour - H).isEmpty();
            }
        }
        assertThat(rig.ledger().recorded()).as(seed).isEqualTo(new HourRange(first, END));
        assertThat(rig.ledger().present()).as(seed).isEqualTo(there.size());
        assertThat(rig.ledger().missing()).as(seed).filteredOn(hole -> !isPending(hole))
                .allSatisfy(hole -> assertThat(hole.cause()).isEqualTo(MissingCause.BAD_ROWS));
        assertThat(pending).as(seed).hasSizeLessThan(5);
        assertThat(hoursOf(rig.ledger().missing().stream().filter(hole -> !isPending(hole)))).as(seed).isEqualTo(bad);
        assertThat(rig.ledger().confirmedEmpty()).as(seed).isEqualTo(HourRange.ofHours(empty));
        assertThat(rig.topic.quarantined()).as(seed).extracting(Verdict.Quarantined::openTime).doesNotHaveDuplicates();
    }

    /// Whether these hours were unreadable so often that they are requested again only after the end.
    private static boolean isPending(MissingRange hole) {
        return hole.cause() == MissingCause.UNREADABLE && hole.unusableResponses() > LedgerRules.DEFAULT.confirmations()
                && !hole.isDue(LAST, LedgerRules.DEFAULT);
    }

    private static List<Long> hoursOf(Stream<MissingRange> holes) {
        return holes.flatMapToLong(hole -> LongStream.range(hole.hours().from(), hole.hours().to())).boxed().toList();
    }
}
