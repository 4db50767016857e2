package io.cryptodata.allinone.benchmark;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VenueBoundTest {
    @Test
    void requests_beyond_the_burst_run_at_the_rate_of_the_tightest_limit() {
        assertThat(of("okx").seconds(250, 250)).isEqualTo(23);
        assertThat(of("mexc").seconds(250, 250)).isEqualTo(23);
        assertThat(of("mexc").tightest(250, 250).name()).isEqualTo("contract klines");
        assertThat(of("bitget").seconds(250, 250)).isEqualTo(11.5);
        assertThat(of("bitget").seconds(20, 30)).isEqualTo(0.5);
    }

    @Test
    void requests_within_the_burst_take_no_time() {
        assertThat(of("binance").seconds(250, 250)).isZero();
        assertThat(of("bybit").seconds(250, 250)).isZero();
    }

    private static VenueBound of(String exchange) {
        return VenueBound.ALL.stream().filter(each -> each.exchange().equals(exchange)).findFirst().orElseThrow();
    }
}
