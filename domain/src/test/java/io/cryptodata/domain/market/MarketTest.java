package io.cryptodata.domain.market;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    void a_name_with_an_invisible_character_is_refused_with_its_code_point() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("B\u0000C", "U+0000");
        names.put("B\nC", "U+000A");
        names.put("B C", "U+0020");
        names.put("B\u0085C", "U+0085");
        names.put("B\u00a0C", "U+00A0");
        names.put("B\u00adC", "U+00AD");
        names.put("\u200bBC", "U+200B");
        names.put("BC\u200d", "U+200D");
        names.put("B\u202eC", "U+202E");
        names.put("B\u2067C", "U+2067");
        names.put("B\ufeffC", "U+FEFF");
        names.put("B\ufe0fC", "U+FE0F");
        names.put("B\u3164C", "U+3164");
        names.put("B\u3000C", "U+3000");
        names.put("B\u2028C", "U+2028");
        names.put("B\ud83dC", "U+D83D");
        names.put("B\udc36C", "U+DC36");
        names.put("B\ue000C", "U+E000");
        names.put("B\uffffC", "U+FFFF");
        names.forEach((name, codePoint) -> {
            assertThatThrownBy(() -> new Market("gate", name + "/USDT")).as(codePoint)
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(codePoint)
                    .message().matches("[\\x20-\\x7e]+");
            assertThatThrownBy(() -> new Market("gate", "A/" + name)).as(codePoint).hasMessageContaining(codePoint);
            assertThatThrownBy(() -> new Market("gate", "A/B:" + name)).as(codePoint).hasMessageContaining(codePoint);
        });
    }

    @Test
    void a_character_that_looks_like_a_separator_is_refused() {
        for (String name : List.of("B\u2044C", "B\u2215C", "B\u2236C", "B\ua789C", "B\uff0fC", "B\uff1aC")) {
            assertThatThrownBy(() -> new Market("gate", name + "/USDT")).as(name)
                    .hasMessageContaining("is a separator or not visible");
        }
    }

    @Test
    void a_market_of_currencies_takes_no_separator_from_them() {
        assertThat(Market.spot("gate", "A", "B").asset()).isEqualTo("A/B");
        assertThat(Market.contract("gate", "A", "B", "C").asset()).isEqualTo("A/B:C");
        for (String quote : List.of("B:C", "B/C", "", "B:")) {
            assertThatThrownBy(() -> Market.spot("gate", "A", quote)).as(quote).hasMessageContaining("of gate");
            assertThatThrownBy(() -> Market.contract("gate", "A", quote, "C")).as(quote)
                    .hasMessageContaining("of gate");
        }
    }

    @Test
    void a_name_in_any_script_is_accepted() {
        for (String name : List.of("\u5e01\u5b89\u4eba\u751f", "\u4eba\u751fK\u7ebf", "FTXUsers'Debt", "$A", "A.S",
                "GTC_HT",
                "A-B", "\u00c9TH", "\u0e01\u0e34\u0e19", "\ud83d\udc36", "1000SHIB", "x")) {
            Market market = new Market("gate", name + "/USDT:USDT");
            assertThat(market.base()).isEqualTo(name);
            assertThat(Market.ofKey(market.key())).isEqualTo(market);
        }
    }

    @Test
    void a_currency_has_at_most_sixty_four_characters() {
        String longest = "A".repeat(64);
        assertThat(new Market("gate", longest + "/" + longest + ":" + longest).base()).hasSize(64);
        assertThatThrownBy(() -> new Market("gate", longest + "A/USDT"))
                .hasMessageContaining("65 characters, more than 64");
        assertThatThrownBy(() -> new Market("gate", "A".repeat(1_000_000) + "/USDT")).message()
                .hasSizeLessThan(500);
        assertThatThrownBy(() -> new Market("e".repeat(10_000), "A/USDT")).message().hasSizeLessThan(500);
    }

    @Test
    void an_invalid_market_is_rejected_with_what_was_expected() {
        assertThatThrownBy(() -> Market.ofKey("binance")).hasMessageContaining("exchange:asset");
        assertThatThrownBy(() -> new Market("Binance", "BTC/USDT")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new Market("binance", "BTCUSDT")).hasMessageContaining("'BTCUSDT'");
        assertThatThrownBy(() -> new Market("binance", "BTC/USDT:")).hasMessageContaining("unified symbol");
    }
}
