package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class KucoinPayloadsTest {

    @Test
    void a_spot_market_trades_when_trading_is_enabled() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(symbol("BTC-USDT", "BTC-USDT", "BTC", true) + ","
                + symbol("OLD-USDT", "OLD-USDT", "OLD", false))), KucoinApi.SPOT).markets()).containsExactly(
                        Listing.of(market("BTC/USDT"), "BTC-USDT", true, "enableTrading=true"),
                        Listing.of(market("OLD/USDT"), "OLD-USDT", false, "enableTrading=false"));
    }

    @Test
    void a_renamed_market_keeps_the_symbol_it_had() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(symbol("LOKI-USDT", "OXEN-USDT", "OXEN", true))),
                KucoinApi.SPOT).markets())
                .containsExactly(Listing.of(market("LOKI/USDT"), "LOKI-USDT", true, "enableTrading=true"));
    }

    @Test
    void coins_that_kucoin_calls_otherwise_have_the_name_they_have_elsewhere() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(symbol("WAX-BTC", "WAXP-BTC", "WAXP", true) + ","
                + symbol("BCHSV-BTC", "BSV-BTC", "BSV", true))), KucoinApi.SPOT).markets()).extracting(Listing::market)
                .containsExactly(market("WAXP/BTC"), market("BSV/BTC"));
    }

    @Test
    void a_symbol_without_two_currencies_is_left_out() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(symbol("BTCUSDT", "", "BTC", true) + ","
                + symbol("A-B-C", "", "A", true) + ",{}")), KucoinApi.SPOT).markets()).isEmpty();
    }

    @Test
    void bitcoin_is_xbt_among_the_contracts_and_btc_here() throws UnreadableBody {
        assertThat(KucoinPayloads
                .listing(JsonBody.tree(data(contract("XBTUSDTM", "XBT", "USDT", "USDT", "0.001", "Open"))),
                        KucoinApi.FUTURES)
                .markets())
                .containsExactly(new Listing(market("BTC/USDT:USDT"), "XBTUSDTM", true, "Open",
                        Instant.ofEpochMilli(1_585_555_200_000L), new BigDecimal("0.001")));
    }

    @Test
    void an_inverse_contract_counts_in_the_quote_whatever_its_multiplier() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(contract("XBTUSDM", "XBT", "USD", "XBT", "-1", "Paused"))),
                KucoinApi.FUTURES).markets())
                .containsExactly(new Listing(market("BTC/USD:BTC"), "XBTUSDM", false, "Paused",
                        Instant.ofEpochMilli(1_585_555_200_000L), BigDecimal.ONE));
    }

    @Test
    void a_contract_with_an_end_is_left_out_but_not_one_whose_end_was_announced() throws UnreadableBody {
        String dated = contract("XBTMZ25", "XBT", "USD", "XBT", "-1", "Open").replace("FFWCSX", "FFICSX");
        String leaving = contract("OMNIUSDTM", "OMNI", "USDT", "USDT", "0.1", "Open").replace("\"expireDate\":null",
                "\"expireDate\":1758528000000");
        assertThat(KucoinPayloads.listing(JsonBody.tree(data(dated + "," + leaving)), KucoinApi.FUTURES).markets())
                .extracting(Listing::market, Listing::tradable)
                .containsExactly(tuple(market("OMNI/USDT:USDT"), true));
    }

    @Test
    void a_body_of_another_shape_is_unreadable() {
        assertThatThrownBy(
                () -> KucoinPayloads.listing(JsonBody.tree("{\"code\":\"200000\",\"data\":{}}"), KucoinApi.SPOT)
                        .markets())
                .isInstanceOf(UnreadableBody.class);
        assertThatThrownBy(() -> KucoinPayloads.serverTime(JsonBody.tree("{\"code\":\"200000\",\"data\":\"soon\"}")))
                .hasMessageContaining("data");
    }

    private static Market market(String asset) {
        return new Market("kucoin", asset);
    }

    private static String data(String rows) {
        return "{\"code\":\"200000\",\"data\":[" + rows + "]}";
    }

    private static String symbol(String symbol, String name, String base, boolean enabled) {
        return "{\"symbol\":\"%s\",\"name\":\"%s\",\"baseCurrency\":\"%s\",\"quoteCurrency\":\"USDT\",\"enableTrading\":%s}"
                .formatted(symbol, name, base, enabled);
    }

    private static String contract(String symbol, String base, String quote, String settle, String multiplier,
            String status) {
        return ("{\"symbol\":\"%s\",\"type\":\"FFWCSX\",\"firstOpenDate\":1585555200000,\"expireDate\":null,"
                + "\"baseCurrency\":\"%s\",\"quoteCurrency\":\"%s\",\"settleCurrency\":\"%s\",\"multiplier\":%s,"
                + "\"status\":\"%s\"}").formatted(symbol, base, quote, settle, multiplier, status);
    }
}
