package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FoldedHourTest {
    private static final int SIZE = 62;

    @Test
    void hours_read_from_their_bytes_are_equal_in_every_bit() {
        for (Candle candle : CandleScript.randomWalk(300)) {
            int revision = (int) (candle.lastId() % 5);
            for (double usdPrice : new double[]{Double.NaN, 0.1 + 0.2, Double.MIN_VALUE}) {
                for (boolean full : new boolean[]{true, false}) {
                    FoldedHour hour = new FoldedHour(candle.as(revision), full, usdPrice);
                    assertThat(read(hour.toBytes())).isEqualTo(hour);
                    assertThat(hour.toBytes()).hasSize(SIZE);
                }
            }
        }
    }

    @Test
    void an_unknown_version_is_rejected_with_the_market_and_what_to_do() {
        for (int version : new int[]{0, 2, 127, -1}) {
            byte[] bytes = anHour();
            bytes[0] = (byte) version;
            assertThatThrownBy(() -> read(bytes)).as("version %s", version)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("binance:BTC/USDT").hasMessageContaining("version 1")
                    .hasMessageContaining("replayed");
        }
    }

    @Test
    void any_other_length_is_rejected() {
        for (int length = 0; length <= SIZE + 2; length++) {
            if (length != SIZE) {
                byte[] cut = Arrays.copyOf(anHour(), length);
                assertThatThrownBy(() -> read(cut)).as("%s bytes", length)
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(SIZE + " bytes");
            }
        }
    }

    @Test
    void another_revision_or_arrival_of_the_same_values_is_no_change_of_values() {
        Candle candle = CandleScript.candleAt(CandleScript.START, 100);
        FoldedHour hour = FoldedHour.full(candle);
        assertThat(FoldedHour.full(candle.as(3)).withFull(false).hasValuesOf(hour)).isTrue();
        assertThat(new FoldedHour(candle, true, Double.NaN).hasValuesOf(hour)).isFalse();
        assertThat(new FoldedHour(candle, true, Double.NaN).hasValuesOf(new FoldedHour(candle, true, Double.NaN)))
                .isTrue();
        Candle traded = new Candle(MARKET, candle.openTime(), candle.open(), candle.high(), candle.low(),
                candle.close(), candle.volume() + 1, 0);
        assertThat(FoldedHour.full(traded).hasValuesOf(hour)).isFalse();
    }

    @Test
    void a_market_without_a_rate_has_no_price_in_usd() {
        Market inBitcoin = new Market("binance", "ETH/BTC");
        Candle candle = CandleScript.candleAt(CandleScript.START, 100);
        assertThat(FoldedHour.full(candle).usdPrice()).isEqualTo(candle.close());
        assertThat(FoldedHour.full(new Candle(inBitcoin, candle.openTime(), 1, 1, 1, 1, 1, 0)).usdPrice()).isNaN();
    }

    private static byte[] anHour() {
        return FoldedHour.full(CandleScript.candleAt(CandleScript.START, 100)).toBytes();
    }

    private static FoldedHour read(byte[] bytes) {
        return FoldedHour.read(MARKET, ByteBuffer.wrap(bytes));
    }
}
