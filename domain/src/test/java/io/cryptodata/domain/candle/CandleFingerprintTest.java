package io.cryptodata.domain.candle;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class CandleFingerprintTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final Instant HOUR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void never_changes_because_it_is_stored() {
        assertThat(CandleFingerprint.of(candle(1, 3, 0.5, 2, 10))).isEqualTo(0xF47D_4552_3591_A6C1L);
    }

    @Test
    void depends_on_neither_market_nor_hour_nor_revision() {
        Candle other = new Candle(new Market("okx", "ETH/USDT"), HOUR.plusSeconds(3600), 1, 3, 0.5, 2, 10, 7);
        assertThat(CandleFingerprint.of(other)).isEqualTo(CandleFingerprint.of(candle(1, 3, 0.5, 2, 10)));
    }

    @Test
    void both_zeros_are_one_value() {
        assertThat(CandleFingerprint.of(candle(1, 3, 0.5, 2, -0.0)))
                .isEqualTo(CandleFingerprint.of(candle(1, 3, 0.5, 2, 0.0)));
    }

    @Test
    void the_smallest_change_of_any_number_and_any_exchange_of_two_changes_it() {
        Set<Long> prints = new HashSet<>(Set.of(CandleFingerprint.of(candle(1, 3, 0.5, 2, 10)),
                CandleFingerprint.of(candle(Math.nextUp(1.0), 3, 0.5, 2, 10)),
                CandleFingerprint.of(candle(1, Math.nextUp(3.0), 0.5, 2, 10)),
                CandleFingerprint.of(candle(1, 3, Math.nextUp(0.5), 2, 10)),
                CandleFingerprint.of(candle(1, 3, 0.5, Math.nextUp(2.0), 10)),
                CandleFingerprint.of(candle(1, 3, 0.5, 2, Math.nextUp(10.0))),
                CandleFingerprint.of(candle(2, 3, 0.5, 1, 10))));
        assertThat(prints).hasSize(7);
    }

    @Test
    void a_hundred_thousand_candles_have_as_many_fingerprints() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<Long> prints = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            double price = 1 + random.nextInt(1000) / 100.0;
            prints.add(CandleFingerprint.of(candle(price, price + 1, price, price, i)));
        }
        assertThat(prints).as("seed %d", seed).hasSize(100_000);
    }

    private static Candle candle(double open, double high, double low, double close, double volume) {
        return new Candle(MARKET, HOUR, open, high, low, close, volume, 0);
    }
}
