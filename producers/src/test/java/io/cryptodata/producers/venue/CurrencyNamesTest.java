package io.cryptodata.producers.venue;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CurrencyNamesTest {
    private final CurrencyNames names = CurrencyNames.of("kucoin", Map.of("WAX", "WAXP"));

    @Test
    void bitcoin_is_btc_at_every_venue() {
        assertThat(names.spot("XBT", "USDT").key()).isEqualTo("kucoin:BTC/USDT");
        assertThat(names.contract("XBT", "USD", "XBT").key()).isEqualTo("kucoin:BTC/USD:BTC");
    }

    @Test
    void a_venues_own_name_is_renamed_for_that_venue_alone() {
        assertThat(names.unified("WAX")).isEqualTo("WAXP");
        assertThat(CurrencyNames.of("gate", Map.of()).unified("WAX")).isEqualTo("WAX");
    }

    @Test
    void a_venue_may_keep_a_name_that_means_another_coin_elsewhere() {
        assertThat(CurrencyNames.of("elsewhere", Map.of("BCHSV", "BCHSV")).unified("BCHSV")).isEqualTo("BCHSV");
    }

    @Test
    void unified_names_are_in_upper_case_where_there_is_one() {
        assertThat(names.unified("USDe")).isEqualTo("USDE");
        assertThat(names.unified("wax")).isEqualTo("WAXP");
        assertThat(names.unified("\u4eba\u751fK\u7ebf")).isEqualTo("\u4eba\u751fK\u7ebf");
    }

    @Test
    void what_cannot_be_a_part_of_a_symbol_is_refused() {
        assertThatThrownBy(() -> names.spot("A/B", "USDT")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> names.spot("", "USDT")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> names.spot("A", "USDT:B")).hasMessageContaining("'USDT:B'");
        assertThatThrownBy(() -> names.contract("A", "USDT", "B:C")).hasMessageContaining("'B:C'");
        assertThatThrownBy(() -> names.contract("A", "USDT", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
