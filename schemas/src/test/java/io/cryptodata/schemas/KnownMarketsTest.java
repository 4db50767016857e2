package io.cryptodata.schemas;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KnownMarketsTest {
    private final KnownMarkets markets = new KnownMarkets();

    @Test
    void a_market_is_created_once() {
        assertThat(markets.named("binance", "BTC/USDT").market())
                .isSameAs(markets.named("binance", new String("BTC/USDT")).market());
    }

    @Test
    void more_markets_than_places_keep_their_own_names_and_bits() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 40_000; i++) {
                Market expected = new Market(i % 2 == 0 ? "binance" : "okx", "M" + i + "/USDT");
                assertThat(markets.named(expected.exchange(), expected.asset()))
                        .isEqualTo(new KnownMarkets.Known(expected, LastId.hashOf(expected)));
            }
        }
    }

    @Test
    void names_with_the_same_hash_are_different_markets() {
        assertThat("Aa/USDT").hasSameHashCodeAs("BB/USDT");
        assertThat(markets.named("okx", "Aa/USDT").market().asset()).isEqualTo("Aa/USDT");
        assertThat(markets.named("okx", "BB/USDT").market().asset()).isEqualTo("BB/USDT");
    }

    @Test
    void an_invalid_name_is_refused_every_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> markets.named("binance", "BTCUSDT")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("BTCUSDT");
        }
    }
}
