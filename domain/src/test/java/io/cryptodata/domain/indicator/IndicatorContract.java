package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The contract of every indicator. A test extends it and computes the columns naively: from the definition, over the whole
/// history, without any memory.
abstract class IndicatorContract {
    private static final int BARS = 700;
    private static final List<Candle> WALK = CandleScript.randomWalk(BARS);

    /// A cold indicator.
    abstract Indicator indicator();

    /// The columns it writes.
    abstract List<IndicatorColumn> columns();

    /// The first bar of a moving price that has a value, counted from 0.
    abstract int firstBar();

    /// The value of a column on the last of `bars`, from its definition; called only for bars with a value.
    abstract double naive(IndicatorColumn column, List<Candle> bars);

    /// The tolerated difference from the naive value.
    abstract double tolerance(double naive, double close);

    /// The indicators to be computed before, because the indicator reads their columns.
    List<Indicator> before() {
        return List.of();
    }

    @Test
    void has_its_first_value_on_the_defined_bar() {
        IndicatorRun run = new IndicatorRun(before(), indicator());
        for (int i = 0; i < BARS; i++) {
            run.compute(WALK.get(i));
            for (IndicatorColumn column : columns()) {
                assertThat(!Double.isNaN(run.value(column))).as("%s on bar %d", column, i).isEqualTo(i >= firstBar());
            }
            run.commit();
        }
    }

    @Test
    void equals_a_naive_computation_on_every_bar() {
        compareWithNaive(WALK);
    }

    @Test
    void equals_a_naive_computation_on_tiny_prices_with_huge_volumes() {
        compareWithNaive(CandleScript.randomWalk(400, 1e-9, 1e15));
    }

    @Test
    void writes_only_its_own_columns() {
        List<Indicator> others = before();
        IndicatorRun run = new IndicatorRun(others, indicator());
        run.fold(WALK);
        List<IndicatorColumn> written = Arrays.stream(IndicatorColumn.values())
                .filter(column -> !Double.isNaN(run.value(column))).toList();
        assertThat(written).containsAll(columns());
        assertThat(written.size() - columns().size()).isLessThanOrEqualTo(others.size());
    }

    @Test
    void repeated_computation_of_a_bar_in_progress_changes_nothing() {
        IndicatorRun repeated = new IndicatorRun(before(), indicator());
        IndicatorRun undisturbed = new IndicatorRun(before(), indicator());
        for (int i = 0; i < BARS; i++) {
            repeated.compute(WALK.get(BARS - 1 - i));
            repeated.compute(WALK.get((i + 7) % BARS));
            repeated.compute(WALK.get(i));
            undisturbed.compute(WALK.get(i));
            assertSameBits(repeated, undisturbed, i);
            repeated.commit();
            undisturbed.commit();
        }
    }

    @Test
    void continues_bit_for_bit_from_a_stored_memory_on_every_bar() {
        IndicatorRun kept = new IndicatorRun(before(), indicator());
        IndicatorRun stored = new IndicatorRun(before(), indicator());
        for (int i = 0; i < BARS; i++) {
            kept.compute(WALK.get(i));
            stored.compute(WALK.get(i));
            assertSameBits(kept, stored, i);
            kept.commit();
            stored.commit();
            stored = stored.storedInto(new IndicatorRun(before(), indicator()), ByteBuffer.allocate(4096));
        }
    }

    @Test
    void is_a_finite_number_or_absent_while_the_price_is_constant() {
        IndicatorRun run = new IndicatorRun(before(), indicator());
        for (Candle candle : CandleScript.constant(300, 0.1)) {
            run.compute(candle);
            columns().forEach(column -> assertThat(run.value(column)).isNotEqualTo(Double.POSITIVE_INFINITY)
                    .isNotEqualTo(Double.NEGATIVE_INFINITY));
            run.commit();
        }
    }

    private void compareWithNaive(List<Candle> walk) {
        IndicatorRun run = new IndicatorRun(before(), indicator());
        for (int i = 0; i < walk.size(); i++) {
            run.compute(walk.get(i));
            if (i >= firstBar()) {
                for (IndicatorColumn column : columns()) {
                    double naive = naive(column, walk.subList(0, i + 1));
                    assertThat(run.value(column)).as("%s on bar %d", column, i).isCloseTo(naive,
                            within(tolerance(naive, walk.get(i).close())));
                }
            }
            run.commit();
        }
    }

    private void assertSameBits(IndicatorRun one, IndicatorRun other, int bar) {
        for (IndicatorColumn column : columns()) {
            assertThat(Double.doubleToLongBits(one.value(column))).as("%s on bar %d", column, bar)
                    .isEqualTo(Double.doubleToLongBits(other.value(column)));
        }
    }
}
