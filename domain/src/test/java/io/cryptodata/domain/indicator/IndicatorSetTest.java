package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A stored state survives added and removed indicators.
class IndicatorSetTest {
    private static final List<Candle> WALK = CandleScript.randomWalk(300);

    @Test
    void every_column_has_a_value_after_200_bars() {
        IndicatorValues values = new IndicatorValues();
        fold(new IndicatorSet(), WALK, values);
        for (IndicatorColumn column : IndicatorColumn.values()) {
            assertThat(values.get(column)).as(column.column()).isNotNaN();
        }
    }

    @Test
    void every_stateful_field_is_committed_and_stored() {
        long fields = Arrays.stream(IndicatorSet.class.getDeclaredFields())
                .filter(field -> Indicator.Stateful.class.isAssignableFrom(field.getType())).count();
        IndicatorSet cold = new IndicatorSet();
        assertThat(cold.stateful()).hasSize((int) fields);
        List<ByteBuffer> before = memoriesOf(cold);
        for (int i = 0; i < 20; i++) {
            fold(cold, CandleScript.constant(1, 100 + i), new IndicatorValues());
        }
        List<ByteBuffer> after = memoriesOf(cold);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).as(cold.stateful().get(i).memoryName()).isNotEqualTo(before.get(i));
        }
    }

    @Test
    void an_indicator_that_the_writer_did_not_have_starts_cold_and_the_others_continue() {
        IndicatorSet written = folded();
        List<Indicator.Stateful> others = without(written, "rsi14");
        ByteBuffer state = ByteBuffer.allocate(8192);
        closesOf(written, state);
        others.forEach(indicator -> indicator.writeTo(state));

        IndicatorSet read = new IndicatorSet();
        read.readFrom(state.flip(), MemoryDirectory.of(others));

        assertThat(state.hasRemaining()).isFalse();
        List<Candle> next = CandleScript.randomWalk(14);
        IndicatorValues before = new IndicatorValues();
        IndicatorValues after = new IndicatorValues();
        fold(written, next.subList(0, 13), before);
        fold(read, next.subList(0, 13), after);
        assertThat(after.get(IndicatorColumn.RSI14)).isNaN();
        assertThat(after.get(IndicatorColumn.EMA200)).isEqualTo(before.get(IndicatorColumn.EMA200));
        assertThat(after.get(IndicatorColumn.ST73)).isEqualTo(before.get(IndicatorColumn.ST73));
        fold(read, next.subList(13, 14), after);
        assertThat(after.get(IndicatorColumn.RSI14)).isNotNaN();
    }

    @Test
    void a_memory_that_this_program_does_not_have_is_skipped() {
        IndicatorSet written = folded();
        List<Indicator.Stateful> more = new ArrayList<>(written.stateful());
        more.add(2, new Ema(IndicatorColumn.RANGE_PCT, 50));
        ByteBuffer state = ByteBuffer.allocate(8192);
        closesOf(written, state);
        more.forEach(indicator -> indicator.writeTo(state));

        IndicatorSet read = new IndicatorSet();
        read.readFrom(state.flip(), MemoryDirectory.of(more));

        assertThat(bytesOf(read)).isEqualTo(bytesOf(written));
    }

    @Test
    void a_memory_of_another_shape_is_rejected_by_name() {
        MemoryDirectory.Entry entry = new MemoryDirectory.Entry("rsi14", 7);
        assertThatThrownBy(() -> entry.requireSize(40)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stored memory of rsi14 has 7 bytes, but this program's has 40");
    }

    @Test
    void a_directory_is_read_as_it_was_written() {
        MemoryDirectory some = MemoryDirectory.of(without(folded(), "ema36"));
        ByteBuffer buffer = ByteBuffer.allocate(some.size());
        some.writeTo(buffer);
        assertThat(MemoryDirectory.read(buffer.flip()).entries()).isEqualTo(some.entries());
        ByteBuffer current = ByteBuffer.allocate(MemoryDirectory.CURRENT.size());
        MemoryDirectory.CURRENT.writeTo(current);
        assertThat(MemoryDirectory.read(current.flip())).isSameAs(MemoryDirectory.CURRENT);
    }

    private static IndicatorSet folded() {
        IndicatorSet indicators = new IndicatorSet();
        fold(indicators, WALK, new IndicatorValues());
        return indicators;
    }

    private static void fold(IndicatorSet indicators, List<Candle> candles, IndicatorValues values) {
        Bar bar = new Bar();
        for (Candle candle : candles) {
            bar.startWith(candle, candle.close());
            indicators.compute(bar, values);
            indicators.commit(bar);
        }
    }

    private static List<Indicator.Stateful> without(IndicatorSet indicators, String name) {
        return indicators.stateful().stream().filter(indicator -> !indicator.memoryName().equals(name)).toList();
    }

    private static void closesOf(IndicatorSet indicators, ByteBuffer target) {
        ByteBuffer whole = bytesOf(indicators);
        target.put(whole.slice(0, whole.limit() - MemoryDirectory.CURRENT.totalSize()));
    }

    private static List<ByteBuffer> memoriesOf(IndicatorSet indicators) {
        return indicators.stateful().stream().map(indicator -> {
            ByteBuffer memory = ByteBuffer.allocate(indicator.memorySize());
            indicator.writeTo(memory);
            return memory.flip();
        }).toList();
    }

    private static ByteBuffer bytesOf(IndicatorSet indicators) {
        ByteBuffer buffer = ByteBuffer.allocate(indicators.size());
        indicators.writeTo(buffer);
        return buffer.flip();
    }
}
