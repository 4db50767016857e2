package io.cryptodata.domain.fold;

import io.cryptodata.domain.fold.Deliveries.Delivery;
import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.cryptodata.domain.market.LastId;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

/// Whatever came after the correction window, and whenever replays ran among the live hours: after a replay the rows are those
/// of a fold that was given the last versions of all hours in order.
class ReplayPropertyTest {
    private static final int RUNS = Integer.getInteger("test.runs", 40);
    private static final int HOURS = 2_500;
    private static final CorrectionWindow WINDOW = new CorrectionWindow(10 * 24);

    @Test
    void final_rows_after_a_replay_equal_those_of_the_final_candles_in_order() {
        long first = Long.getLong("test.seed", System.nanoTime() % 1_000_000_000);
        int outside = 0;
        int completed = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            System.out.println("replays among deliveries of -Dtest.seed=" + seed);
            Run run = new Run(seed);
            run.deliverAll();
            run.replayAtOnce();
            run.compareWithOrderedFold();
            run.replayAgain();
            run.compareWithOrderedFold();
            outside += run.outside;
            completed += run.completed;
        }
        System.out.println(RUNS + " runs, " + completed + " replays, " + outside + " candles outside the window");
        assertThat(outside).isPositive();
        assertThat(completed).isGreaterThan(2 * RUNS);
    }

    @Test
    void the_rows_are_the_same_however_often_the_state_is_reloaded() {
        long seed = Long.getLong("test.seed", System.nanoTime() % 1_000_000_000);
        System.out.println("reloads among replays of -Dtest.seed=" + seed);
        assertThat(finalRowsOf(seed, 10)).isEqualTo(finalRowsOf(seed, Integer.MAX_VALUE));
    }

    private static List<Object> finalRowsOf(long seed, int reloadEvery) {
        Run run = new Run(seed);
        run.reloadEvery = reloadEvery;
        run.deliverAll();
        run.replayAtOnce();
        return List.of(run.actual.versionedRows(), run.actual.rollups());
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final Random reloads;
        private final List<Delivery> topic;
        private final FinalRows actual = FinalRows.withRepeats();
        private final MemoryInMaps memory = new MemoryInMaps();
        private final Deque<ReplayedHour> replay = new ArrayDeque<>();
        private MarketFold fold = MarketFold.load(MARKET, WINDOW, memory);
        private int reloadEvery = 30;
        private int replays;
        private int outside;
        private int completed;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.reloads = new Random(seed);
            this.topic = Deliveries.of(seed, HOURS);
        }

        void deliverAll() {
            for (int i = 0; i < topic.size(); i++) {
                reload();
                Delivery delivery = topic.get(i);
                if (fold.add(delivery.hour(), delivery.more(), actual) == Outcome.OUTSIDE_WINDOW) {
                    outside++;
                }
                if (random.nextInt(replay.isEmpty() ? 200 : 2000) == 0) {
                    startReplay(pageEnd(i + random.nextInt(41) - 20));
                }
                passReplay(random.nextInt(200));
            }
        }

        /// What the command has read is behind the stream or ahead of it, and ends with a page.
        private int pageEnd(int near) {
            int end = Math.clamp(near, 0, topic.size() - 1);
            while (end < topic.size() - 1 && topic.get(end).more()) {
                end++;
            }
            return end + 1;
        }

        private void startReplay(int to) {
            replay.clear();
            List<FoldedHour> hours = versions(topic.subList(0, to)).inOrder();
            String id = "replay " + seed + "-" + replays++;
            IntStream.range(0, hours.size()).mapToObj(
                    i -> new ReplayedHour(hours.get(i), id, i, hours.size() - 1 - i, Long.MIN_VALUE))
                    .forEach(replay::add);
        }

        private void passReplay(int most) {
            for (int i = 0; i < most && !replay.isEmpty(); i++) {
                reload();
                boolean last = replay.size() == 1;
                ReplayOutcome outcome = fold.replay(replay.remove(), actual);
                completed += outcome == ReplayOutcome.COMPLETED ? 1 : 0;
                if (outcome == ReplayOutcome.IGNORED) {
                    replay.clear(); // it took longer than the window
                } else if (last) {
                    // refused if the oldest state is newer than what the command had read
                    assertThat(outcome).isIn(ReplayOutcome.COMPLETED, ReplayOutcome.REFUSED);
                } else {
                    assertThat(outcome).isEqualTo(ReplayOutcome.FOLDED);
                }
            }
            assertThat(memory.storedHours()).isLessThanOrEqualTo(2 * WINDOW.hours() + 3 * 168);
        }

        private void reload() {
            if (reloads.nextInt(reloadEvery) == 0) {
                fold = MarketFold.load(MARKET, WINDOW, memory);
            }
        }

        void replayAtOnce() {
            int before = completed;
            startReplay(topic.size());
            passReplay(Integer.MAX_VALUE);
            assertThat(completed).isEqualTo(before + 1);
            assertThat(memory.replay()).isNull();
            assertThat(memory.replayedHours()).isZero();
            assertThat(memory.storedHours()).isLessThanOrEqualTo(WINDOW.hours() + 2 * 168);
        }

        void replayAgain() {
            actual.requireChangesFrom(memory.hoursFrom(0).getFirst().hour() + 1);
            replayAtOnce();
        }

        void compareWithOrderedFold() {
            TreeMap<Long, FoldedHour> last = new TreeMap<>();
            topic.forEach(each -> last.merge(each.hour().hour(), each.hour(),
                    (former, next) -> next.candle().revision() < former.candle().revision()
                            ? former
                            : next.withFull(former.full())));
            FinalRows owed = inOrder(List.copyOf(last.values()));
            FinalRows all = inOrder(last.values().stream().map(each -> each.withFull(true)).toList());
            assertThat(differences(owed, actual)).as("rows that are missing or wrong").isEmpty();
            assertThat(differences(actual, all)).as("rows that were emitted and not replaced").isEmpty();
            assertThat(actual.rollups()).isEqualTo(owed.rollups());
        }

        private static List<String> differences(FinalRows expected, FinalRows rows) {
            Map<FinalRows.Key, EmittedRow> others = rows.rows();
            return expected.rows().entrySet().stream()
                    .filter(each -> !each.getValue().equals(others.get(each.getKey())))
                    .map(each -> each.getKey().timeframe() + " of hour " + LastId.epochHourIn(each.getKey().id()) + ": "
                            + each.getValue() + " but " + others.get(each.getKey()))
                    .limit(10).toList();
        }

        private static LastVersions versions(List<Delivery> deliveries) {
            LastVersions versions = new LastVersions();
            deliveries.forEach(each -> versions.add(each.hour(), each.more()));
            return versions;
        }

        private static FinalRows inOrder(List<FoldedHour> hours) {
            FinalRows rows = new FinalRows();
            CandleFold fold = CandleFold.of(MARKET);
            new ArrayList<>(hours).forEach(hour -> fold.append(hour, Revisions.ofClosing(0), rows));
            return rows;
        }
    }
}
