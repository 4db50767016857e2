package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.IndicatorColumn;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The bytes of a fold are its complete state.
class StoredStateTest {
    @Test
    void a_fold_read_from_bytes_after_every_candle_emits_the_same_bits() {
        Emitted kept = new Emitted();
        Emitted stored = new Emitted();
        CandleFold fold = CandleFold.of(MARKET);
        byte[] state = bytesOf(fold);
        List<Candle> walk = CandleScript.randomWalk(3_000);
        for (int i = 0; i < walk.size(); i++) {
            if (i % 17 != 0) {
                CandleFold read = CandleFold.read(MARKET, ByteBuffer.wrap(state));
                fold.add(walk.get(i), kept);
                read.add(walk.get(i), stored);
                state = bytesOf(read);
                assertThat(state).isEqualTo(bytesOf(fold));
            }
        }
        assertThat(stored.all()).isEqualTo(kept.all());
    }

    @Test
    void starts_with_its_version_and_an_unknown_one_is_rejected() {
        byte[] state = bytesOf(folded());
        assertThat(state[0]).isEqualTo((byte) 3);
        state[0] = 9;
        assertThatThrownBy(() -> CandleFold.read(MARKET, ByteBuffer.wrap(state)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the state of binance:BTC/USDT has version 9")
                .hasMessageContaining("reads only versions 1 to 3");
    }

    @Test
    void any_length_that_does_not_fit_is_rejected() {
        byte[] state = bytesOf(folded());
        for (int length = 0; length < state.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(state, length));
            assertThatThrownBy(() -> CandleFold.read(MARKET, cut)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("replayed");
        }
        ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(state, state.length + 1));
        assertThatThrownBy(() -> CandleFold.read(MARKET, longer)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 bytes");
    }

    @Test
    void fits_into_two_kilobytes_per_timeframe_however_long_the_history() {
        CandleFold fold = CandleFold.of(MARKET);
        Emitted emitted = new Emitted();
        Instant month = Instant.parse("2009-01-01T00:00:00Z");
        for (int i = 0; i < 250; i++) {
            fold.add(CandleScript.candleAt(month, 100 + i), emitted);
            month = Timeframe.M1.end(month);
        }
        assertThat(emitted.rows(Timeframe.M1).getLast().value(IndicatorColumn.EMA200)).isPositive();
        int timeframes = Timeframe.values().length;
        assertThat(fold.size()).isBetween(timeframes * 1536, timeframes * 2048);
    }

    private static CandleFold folded() {
        CandleFold fold = CandleFold.of(MARKET);
        CandleScript.randomWalk(700).forEach(candle -> fold.add(candle, new Emitted()));
        return fold;
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.array();
    }
}
