package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

/// A market whose state lacks a column's memory and a timeframe of this program: as after a release that adds them.
class ColdStateTest {
    private static final CorrectionWindow WINDOW = new CorrectionWindow(10 * 24);
    private static final int STORED = 1_500;
    private static final List<Candle> WALK = CandleScript.randomWalk(STORED + 100);

    private final MemoryInMaps memory = new MemoryInMaps();
    private final FinalRows emitted = FinalRows.withRepeats();

    /// The former release emits its rows and stores its states.
    @BeforeEach
    void stored() {
        MarketFold former = MarketFold.load(MARKET, WINDOW, memory);
        FoldOutput without = new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                if (row.timeframe() != Timeframe.D1) {
                    emitted.indicators(row);
                }
            }

            @Override
            public void rollup(RollupRow row) {
                if (row.timeframe() != Timeframe.D1) {
                    emitted.rollup(row);
                }
            }
        };
        WALK.subList(0, STORED).forEach(candle -> former.add(FoldedHour.full(candle), false, without));
        memory.checkpoints().forEach(hour -> memory.putCheckpoint(hour,
                renamed(renamed(memory.checkpoint(hour), "ema36", "was36"), "1d", "9d")));
        memory.removeCatalogue();
    }

    @Test
    void what_it_lacks_is_listed_until_a_replay_has_filled_it() {
        MarketFold fold = MarketFold.load(MARKET, WINDOW, memory);
        assertThat(fold.missing()).containsExactlyInAnyOrder("memory ema36", "timeframe 1d");
        fold = add(fold, STORED, WALK.size());
        assertThat(MarketFold.load(MARKET, WINDOW, memory).missing()).hasSize(2);
        replay(fold, 600);
        assertThat(fold.missing()).as("rows of the first 600 hours still lack them").hasSize(2);
        replay(fold, Long.MIN_VALUE);
        assertThat(fold.missing()).isEmpty();
        assertThat(MarketFold.load(MARKET, WINDOW, memory).missing()).isEmpty();
    }

    @Test
    void other_timeframes_and_columns_continue_and_a_replay_fills_all_rows() {
        MarketFold fold = add(MarketFold.load(MARKET, WINDOW, memory), STORED, WALK.size());
        FinalRows expected = new FinalRows();
        CandleFold uninterrupted = CandleFold.of(MARKET);
        WALK.forEach(candle -> uninterrupted.add(candle, expected));
        assertThat(emitted.rows().keySet()).isNotEqualTo(expected.rows().keySet());
        assertThat(longerCandlesWithout1d(emitted)).isEqualTo(longerCandlesWithout1d(expected));

        replay(fold, Long.MIN_VALUE);
        assertThat(emitted.rows()).isEqualTo(expected.rows());
        assertThat(emitted.rollups()).isEqualTo(expected.rollups());
    }

    @Test
    void a_column_without_a_memory_is_missing_by_its_name() {
        memory.putCatalogue("column ema10".getBytes(StandardCharsets.US_ASCII));
        assertThat(MarketFold.load(MARKET, WINDOW, memory).missing()).contains("column range_pct", "timeframe 1h")
                .doesNotContain("column ema10");
    }

    @Test
    void a_replay_that_a_former_release_started_fills_nothing_new() {
        MarketFold fold = MarketFold.load(MARKET, WINDOW, memory);
        replay(fold, Long.MIN_VALUE, 0, 700);
        memory.replayed().removeCatalogue();
        fold = MarketFold.load(MARKET, WINDOW, memory);
        replay(fold, Long.MIN_VALUE, 700, WALK.size());
        assertThat(fold.missing()).hasSize(2);
    }

    @Test
    void a_new_market_lacks_nothing() {
        MemoryInMaps empty = new MemoryInMaps();
        MarketFold fold = MarketFold.load(MARKET, WINDOW, empty);
        fold.add(FoldedHour.full(WALK.getFirst()), false, FoldOutput.NONE);
        assertThat(fold.missing()).isEmpty();
        assertThat(MarketFold.load(MARKET, WINDOW, empty).missing()).isEmpty();
    }

    private MarketFold add(MarketFold fold, int from, int to) {
        MarketFold last = fold;
        for (Candle candle : WALK.subList(from, to)) {
            last.add(FoldedHour.full(candle), false, emitted);
            last = MarketFold.load(MARKET, WINDOW, memory);
        }
        return last;
    }

    private void replay(MarketFold fold, long emitFromIndex) {
        long emitFrom = emitFromIndex < 0
                ? emitFromIndex
                : Timeframe.epochHourOf(WALK.getFirst().openTime()) + emitFromIndex;
        replay(fold, emitFrom, 0, WALK.size());
    }

    private void replay(MarketFold fold, long emitFrom, int from, int to) {
        for (int i = from; i < to; i++) {
            ReplayOutcome outcome = fold.replay(new ReplayedHour(FoldedHour.full(WALK.get(i)), "one", i,
                    WALK.size() - 1 - i, emitFrom), emitted);
            assertThat(outcome).isEqualTo(i == WALK.size() - 1 ? ReplayOutcome.COMPLETED : ReplayOutcome.FOLDED);
        }
    }

    private static Map<FinalRows.Key, EmittedRollup> longerCandlesWithout1d(FinalRows rows) {
        return rows.rollups().entrySet().stream().filter(each -> each.getKey().timeframe() != Timeframe.D1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The state with another name of the same length in its directories: what had this name is skipped, and cold.
    private static byte[] renamed(byte[] state, String name, String other) {
        String text = new String(state, StandardCharsets.ISO_8859_1);
        int at = text.indexOf((char) name.length() + name);
        assertThat(at).isPositive();
        return (text.substring(0, at + 1) + other + " ".repeat(name.length() - other.length())
                + text.substring(at + 1 + name.length())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
