package io.cryptodata.producers.venue.gate;

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

class GatePayloadsTest {

    @Test
    void only_a_market_that_can_be_bought_and_sold_trades() throws UnreadableBody {
        String pairs = "[" + pair("A", "tradable") + "," + pair("B", "untradable") + "," + pair("C", "buyable") + ","
                + pair("D", "sellable") + "]";
        assertThat(GatePayloads.listing(JsonBody.tree(pairs), GateApi.SPOT).markets())
                .extracting(Listing::market, Listing::tradable,
                        Listing::venueStatus)
                .containsExactly(tuple(market("A/USDT"), true, "tradable"),
                        tuple(market("B/USDT"), false, "untradable"), tuple(market("C/USDT"), false, "buyable"),
                        tuple(market("D/USDT"), false, "sellable"));
    }

    @Test
    void a_market_is_listed_since_it_could_first_be_bought_or_sold_and_zero_is_missing() throws UnreadableBody {
        String starts = pair("CHZ", "tradable").replace("\"sell_start\":0,\"buy_start\":0",
                "\"sell_start\":1608782400,\"buy_start\":\"1608789600\"");
        assertThat(
                GatePayloads.listing(JsonBody.tree("[" + starts + "," + pair("ETH", "tradable") + "]"), GateApi.SPOT)
                        .markets())
                .extracting(Listing::listedAt).containsExactly(Instant.ofEpochSecond(1_608_782_400), null);
    }

    @Test
    void a_contract_is_settled_in_the_currency_of_its_endpoint() throws UnreadableBody {
        assertThat(GatePayloads.listing(JsonBody.tree("[" + contract("BTC_USDT", "0.0001", false) + "]"), GateApi.USDT)
                .markets())
                .containsExactly(new Listing(market("BTC/USDT:USDT"), "BTC_USDT", true, "trading",
                        Instant.ofEpochSecond(1_574_035_200), new BigDecimal("0.0001")));
        assertThat(
                GatePayloads.listing(JsonBody.tree("[" + contract("BTC_USD", "0", false) + "]"), GateApi.BTC).markets())
                .containsExactly(new Listing(market("BTC/USD:BTC"), "BTC_USD", true, "trading",
                        Instant.ofEpochSecond(1_574_035_200), BigDecimal.ONE));
    }

    @Test
    void a_contract_in_delisting_does_not_trade_whatever_its_status() throws UnreadableBody {
        String without = contract("COCOS_USDT", "1", true).replace("\"status\":\"trading\",", "");
        assertThat(GatePayloads.listing(JsonBody.tree("[" + contract("OLD_USDT", "1", true) + "," + without + "]"),
                GateApi.USDT).markets())
                .extracting(Listing::tradable, Listing::venueStatus)
                .containsExactly(tuple(false, "in_delisting"), tuple(false, "in_delisting"));
        String delisted = contract("OLD_USDT", "1", false).replace("\"trading\"", "\"delisted\"");
        assertThat(GatePayloads.listing(JsonBody.tree("[" + delisted + "]"), GateApi.USDT).markets())
                .extracting(Listing::tradable)
                .containsExactly(false);
    }

    @Test
    void contracts_with_an_end_or_settled_in_a_third_currency_are_left_out() throws UnreadableBody {
        assertThat(GatePayloads.listing(JsonBody.tree("[" + contract("BTC_USDT_20260626", "1", false) + "]"),
                GateApi.USDT).markets()).isEmpty();
        assertThat(
                GatePayloads.listing(JsonBody.tree("[" + contract("ETH_USD", "1", false) + "]"), GateApi.BTC).markets())
                .isEmpty();
    }

    @Test
    void a_name_that_means_another_coin_elsewhere_is_renamed() throws UnreadableBody {
        assertThat(
                GatePayloads.listing(JsonBody.tree("[" + pair("GTC", "tradable") + "," + pair("88MPH", "tradable") + ","
                        + pair("MPH", "tradable") + "]"), GateApi.SPOT).markets())
                .extracting(Listing::market)
                .containsExactly(market("GAMECOM/USDT"), market("MPH/USDT"), market("MORPHER/USDT"));
    }

    @Test
    void a_contract_without_a_size_or_a_market_without_a_name_is_left_out() throws UnreadableBody {
        assertThat(GatePayloads.listing(JsonBody.tree("[{},{\"name\":\"X_USDT\"}]"), GateApi.USDT).markets()).isEmpty();
        assertThat(GatePayloads.listing(JsonBody.tree("[{},{\"base\":\"A\"}]"), GateApi.SPOT).markets()).isEmpty();
    }

    @Test
    void a_body_of_another_shape_is_unreadable() {
        assertThatThrownBy(() -> GatePayloads.listing(JsonBody.tree("{\"rows\":[]}"), GateApi.SPOT))
                .isInstanceOf(UnreadableBody.class);
        assertThatThrownBy(() -> GatePayloads.serverTime(JsonBody.tree("{}"))).hasMessageContaining("server_time");
    }

    private static Market market(String asset) {
        return new Market("gate", asset);
    }

    private static String pair(String base, String status) {
        return "{\"id\":\"%s_USDT\",\"base\":\"%s\",\"quote\":\"USDT\",\"trade_status\":\"%s\",\"sell_start\":0,\"buy_start\":0}"
                .formatted(base, base, status);
    }

    private static String contract(String name, String multiplier, boolean delisting) {
        return ("{\"name\":\"%s\",\"quanto_multiplier\":\"%s\",\"in_delisting\":%s,\"status\":\"trading\","
                + "\"create_time\":1574035200,\"launch_time\":0}").formatted(name, multiplier, delisting);
    }
}
