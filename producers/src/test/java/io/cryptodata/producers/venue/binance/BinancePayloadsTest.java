package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueListing;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BinancePayloadsTest {

    @Test
    void a_row_keeps_its_numbers_letter_by_letter() throws UnreadableBody {
        String row = "[1714521600000,\"60000.10000000\",\"61000.0\",\"59000\",\"6E4\",\"12.50\",1714525199999,\"1\",9,\"1\",\"1\",\"0\"]";
        assertThat(CandleRows.of(JsonBody.tree("[" + row + "]")).rows()).containsExactly(
                new RawCandle(1_714_521_600_000L, "60000.10000000", "61000.0", "59000", "6E4", "12.50", row));
    }

    @Test
    void numbers_that_are_no_text_and_nulls_are_read_too() throws UnreadableBody {
        RawCandle row = CandleRows.of(JsonBody.tree("[[1714521600000,0.10,1,null,\"NaN\",5]]")).rows().getFirst();
        assertThat(row).extracting(RawCandle::open, RawCandle::high, RawCandle::low, RawCandle::close)
                .containsExactly("0.10", "1", "null", "NaN");
    }

    @Test
    void a_body_that_is_no_list_is_unreadable() {
        for (String body : new String[]{"{\"a\":1}", "", "[[1,\"1\",", "[] []", "7"}) {
            assertThatThrownBy(() -> CandleRows.of(JsonBody.tree(body))).as(body).isInstanceOf(UnreadableBody.class);
        }
    }

    @Test
    void an_error_is_an_object_with_a_whole_number_as_code() throws UnreadableBody {
        assertThat(BinancePayloads.problem(JsonBody.tree("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")))
                .contains(new BinancePayloads.Problem(-1121, "Invalid symbol."));
        assertThat(BinancePayloads.problem(JsonBody.tree("[]"))).isEmpty();
        assertThat(BinancePayloads.problem(JsonBody.tree("{\"serverTime\":1}"))).isEmpty();
    }

    @Test
    void time_is_a_whole_number_of_milliseconds() throws UnreadableBody {
        assertThat(BinancePayloads.serverTime(JsonBody.tree("{\"serverTime\":1714521600123}")))
                .isEqualTo(Instant.parse("2024-05-01T00:00:00.123Z"));
        assertThatThrownBy(() -> BinancePayloads.serverTime(JsonBody.tree("{\"serverTime\":\"soon\"}")))
                .hasMessageContaining("serverTime");
    }

    @Test
    void a_contract_that_delivers_in_2100_is_perpetual_whatever_its_type() throws UnreadableBody {
        String body = "{\"symbols\":[" + String.join(",", contract("AUSDT", "A", "PERPETUAL", "4133404800000"),
                contract("BUSDT", "B", "", "4133404800000"), contract("CUSDT", "C", "BRAND_NEW", "\"4133404800000\""),
                contract("DUSDT", "D", "TRADIFI_PERPETUAL", "1790000000000"),
                contract("EUSDT_260925", "E", "CURRENT_QUARTER", "1790000000000"),
                contract("FUSDT_260925", "F", "", "1790000000000"), contract("GUSDT", "G", "", "null")) + "]}";
        assertThat(BinancePayloads.listing(JsonBody.tree(body), BinanceApi.LINEAR).markets())
                .extracting(one -> one.market().asset())
                .containsExactly("A/USDT:USDT", "B/USDT:USDT", "C/USDT:USDT", "D/USDT:USDT");
    }

    @Test
    void the_unit_of_a_delivery_date_and_nonsense_in_its_place_change_no_contract() throws UnreadableBody {
        List<String> contracts = new ArrayList<>();
        List<String> dates = List.of("0", "-1", "null", "\"soon\"", "\"\"", "{}", "true", "9223372036854775807",
                "1e30");
        dates.forEach(date -> contracts.add(contract("PUSDT", "P" + contracts.size(), "PERPETUAL", date)));
        for (String never : List.of("4133404800", "4133404800000", "4133404800000000", "4133404800000000000")) {
            contracts.add(contract("NUSDT", "N" + contracts.size(), "", never));
        }
        dates.forEach(date -> contracts.add(contract("QUSDT", "Q", "CURRENT_QUARTER", date)));
        dates.forEach(date -> contracts.add(contract("UUSDT", "U", "", date)));
        for (String dated : List.of("1790000000", "1790000000000", "1790000000000000", "1790000000000000000")) {
            contracts.add(contract("DUSDT", "D", "", dated));
            contracts.add(contract("DUSDT", "D", "NEXT_QUARTER", dated));
        }
        VenueListing listing = BinancePayloads
                .listing(JsonBody.tree("{\"symbols\":[" + String.join(",", contracts) + "]}"), BinanceApi.LINEAR);
        assertThat(listing.markets()).extracting(one -> one.market().asset().charAt(0))
                .containsExactly('P', 'P', 'P', 'P', 'P', 'P', 'P', 'P', 'P', 'N', 'N', 'N', 'N');
        assertThat(listing.leftOut()).hasSameSizeAs(dates).allSatisfy(row -> {
            assertThat(row.venueSymbol()).isEqualTo("UUSDT");
            assertThat(row.reason()).contains("neither contractType nor deliveryDate");
        });
    }

    @Test
    void a_market_trades_with_status_trading_whatever_its_orders_need() throws UnreadableBody {
        String body = "{\"symbols\":[" + symbol("BTCUSDT", "BTC", "USDT", "TRADING", true) + ","
                + symbol("OLDBTC", "OLD", "BTC", "BREAK", true) + "," + symbol("XUSDT", "X", "USDT", "TRADING", false)
                + "," + symbol("BAD", "A/B", "USDT", "TRADING", true) + "]}";
        assertThat(BinancePayloads.listing(JsonBody.tree(body), BinanceApi.SPOT).markets()).containsExactly(
                Listing.of(new Market("binance", "BTC/USDT"), "BTCUSDT", true, "TRADING"),
                Listing.of(new Market("binance", "OLD/BTC"), "OLDBTC", false, "BREAK"),
                Listing.of(new Market("binance", "X/USDT"), "XUSDT", true, "TRADING"));
    }

    @Test
    void a_name_with_a_separator_is_left_out() throws UnreadableBody {
        String body = "{\"symbols\":[" + symbol("ABUSDT", "A", "USDT:B", "TRADING", true) + ","
                + symbol("CDUSDT", "C:D", "USDT", "TRADING", true) + ","
                + symbol("EUSDT", "E\u200b", "USDT", "TRADING", true) + "]}";
        assertThat(BinancePayloads.listing(JsonBody.tree(body), BinanceApi.SPOT).markets()).isEmpty();
    }

    private static String contract(String symbol, String base, String type, String delivery) {
        return ("{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\","
                + "\"contractType\":\"%s\",\"deliveryDate\":%s,\"onboardDate\":1600000000000,"
                + "\"status\":\"TRADING\"}").formatted(symbol, base, type, delivery);
    }

    private static String symbol(String symbol, String base, String quote, String status, boolean spot) {
        return "{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"%s\",\"status\":\"%s\",\"isSpotTradingAllowed\":%s}"
                .formatted(symbol, base, quote, status, spot);
    }
}
