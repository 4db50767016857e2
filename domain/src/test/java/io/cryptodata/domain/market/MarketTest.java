package io.cryptodata.domain.market;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MarketTest {
    @Test
    void a_spot_market_has_base_and_quote() {
        Market spot = new Market("binance", "BTC/USDT");
        assertThat(spot.base()).isEqualTo("BTC");
        assertThat(spot.quote()).isEqualTo("USDT");
        assertThat(spot.isSpot()).isTrue();
        assertThat(spot.settle()).isNull();
    }

    @Test
    void a_contract_has_a_settlement_currency() {
        Market inverse = new Market("okx", "BTC/USD:BTC");
        assertThat(inverse.quote()).isEqualTo("USD");
        assertThat(inverse.settle()).isEqualTo("BTC");
        assertThat(inverse.isSpot()).isFalse();
    }

    @Test
    void keys_survive_the_round_trip_and_are_split_at_the_first_colon() {
        Market linear = new Market("bybit", "ETH/USDT:USDT");
        assertThat(linear.key()).isEqualTo("bybit:ETH/USDT:USDT");
        assertThat(Market.ofKey(linear.key())).isEqualTo(linear);
    }

    @Test
    void an_invalid_market_is_rejected_with_what_was_expected() {
        assertThatThrownBy(() -> Market.ofKey("binance")).hasMessageContaining("exchange:asset");
        assertThatThrownBy(() -> new Market("Binance", "BTC/USDT")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new Market("binance", "BTCUSDT")).hasMessageContaining("'BTCUSDT'");
        assertThatThrownBy(() -> new Market("binance", "BTC/USDT:")).hasMessageContaining("unified symbol");
    }
}
