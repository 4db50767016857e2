package io.cryptodata.domain.market;

import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/// The same number in SQL: `(hours::bigint << 43) | (('x' || substr(md5(exchange || ':' || asset), 1, 16))::bit(64)::bigint
/// & ((1::bigint << 43) - 1))`, hours being `floor(extract(epoch FROM timestamp) / 3600)`; in Python:
/// `hours << 43 | int(hashlib.md5(key).hexdigest()[:16], 16) & (1 << 43) - 1`.
class LastIdTest {
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

    /// `md5sum` of `binance:BTC/USDT` starts with 32e294e993d7cfd0; its lowest 43 bits are 0x4e993d7cfd0.
    @Test
    void carries_the_lowest_43_bits_of_the_first_eight_bytes_of_the_md5_of_the_key() {
        assertThat(LastId.hashOf(BITCOIN)).isEqualTo(0x32e294e993d7cfd0L & 0x7ff_ffff_ffffL)
                .isEqualTo(0x4e9_93d7_cfd0L);
    }

    @Test
    void carries_the_hour_above_them() {
        assertThat(LastId.of(BITCOIN, NEW_YEAR)).isEqualTo(473_352L << 43 | 0x4e9_93d7_cfd0L)
                .isEqualTo(4_163_653_625_502_486_480L);
        assertThat(LastId.of(new Market("bybit", "ETH/USDT:USDT"), NEW_YEAR)).isEqualTo(4_163_651_977_851_149_101L);
    }

    @Test
    void is_the_same_within_the_hour_and_converts_back_to_its_start() {
        long lastId = LastId.of(BITCOIN, NEW_YEAR.plusSeconds(3599));
        assertThat(lastId).isEqualTo(LastId.of(BITCOIN, NEW_YEAR));
        assertThat(LastId.openTimeOf(lastId)).isEqualTo(NEW_YEAR);
    }

    @Test
    void grows_with_time_whatever_the_market() {
        Market other = new Market("mexc", "SOL/USDT");
        assertThat(LastId.of(other, NEW_YEAR.plusSeconds(3600))).isGreaterThan(LastId.of(BITCOIN, NEW_YEAR));
        assertThat(LastId.of(BITCOIN, NEW_YEAR.plusSeconds(3600))).isGreaterThan(LastId.of(other, NEW_YEAR));
        assertThat(LastId.of(BITCOIN, Instant.parse("2089-01-01T00:00:00Z"))).isPositive();
    }
}
