package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class MexcPayloadsTest {

    @Test
    void a_spot_row_keeps_its_numbers_letter_by_letter() throws UnreadableBody {
        String row = "[1714521600000,\"60000.10\",\"61000.0\",\"59000\",\"6E4\",\"12.50\",1714525200000,\"750000\"]";
        assertThat(spot("[" + row + "]")).containsExactly(
                new RawCandle(1_714_521_600_000L, "60000.10", "61000.0", "59000", "6E4", "12.50", row));
    }

    @Test
    void contracts_are_columns_close_before_high_in_seconds_and_numbers() throws UnreadableBody {
        String body = columns("1714521600,1714525200", "1.10,2", "5,6", "7,8", "0.5,1", "1740.0,351");
        assertThat(contracts(body, "0.0001"))
                .extracting(RawCandle::openTime, RawCandle::open, RawCandle::high, RawCandle::low, RawCandle::close,
                        RawCandle::volume)
                .containsExactly(tuple(1_714_521_600_000L, "1.10", "7", "0.5", "5", "0.174"),
                        tuple(1_714_525_200_000L, "2", "8", "1", "6", "0.0351"));
    }

    @Test
    void a_product_of_contracts_and_their_size_loses_no_digit() throws UnreadableBody {
        assertThat(volume("123456789012345678", "0.0001")).isEqualTo("12345678901234.5678");
        assertThat(volume("3", "10000000")).isEqualTo("30000000");
        assertThat(volume("0", "0.1")).isEqualTo("0");
        assertThat(volume("\"NaN\"", "0.1")).isEqualTo("NaN");
        assertThat(volume("1e500000", "10")).isEqualTo("1E+500001");
    }

    @Test
    void a_missing_column_and_a_body_that_is_no_list_are_unreadable() {
        for (String body : new String[]{"{\"success\":true,\"data\":[]}", "{\"success\":true,\"data\":7}", "[]",
                "{\"success\":true,\"data\":{\"time\":[1714521600]}}"}) {
            assertThatThrownBy(() -> contracts(body, "1")).as(body).isInstanceOf(UnreadableBody.class);
        }
        for (String body : new String[]{"{\"a\":1}", "7"}) {
            assertThatThrownBy(() -> spot(body)).as(body).isInstanceOf(UnreadableBody.class);
        }
    }

    @Test
    void an_error_is_no_success_or_a_code_that_is_neither_0_nor_200() throws UnreadableBody {
        for (String fine : new String[]{"[]", "{}", "{\"code\":0}", "{\"code\":200,\"data\":1}",
                "{\"success\":true,\"code\":0,\"data\":1}"}) {
            assertThat(MexcPayloads.problem(JsonBody.tree(fine))).as(fine).isEmpty();
        }
        assertThat(MexcPayloads.problem(JsonBody.tree("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")))
                .contains(new MexcPayloads.Problem("-1121", "Invalid symbol."));
        assertThat(MexcPayloads.problem(JsonBody.tree("{\"success\":false,\"code\":1001,\"message\":\"no\"}")))
                .contains(new MexcPayloads.Problem("1001", "no"));
    }

    @Test
    void a_spot_market_trades_when_its_status_is_on_although_orders_by_api_are_not_allowed() throws UnreadableBody {
        String body = "{\"symbols\":[" + symbol("BTCUSDT", "BTC", "1", true) + "," + symbol("OLDUSDT", "OLD", "2", true)
                + "," + symbol("APIUSDT", "API", "1", false) + ","
                + symbol("EARLYUSDT", "EARLY", "ENABLED", true) + "," + symbol("BAD", "A/B", "1", true) + "]}";
        assertThat(listing(body, MexcApi.SPOT))
                .extracting(one -> one.market().asset(), Listing::venueSymbol, Listing::tradable, Listing::venueStatus,
                        Listing::listedAt)
                .containsExactly(
                        tuple("BTC/USDT", "BTCUSDT", true, "1", Instant.ofEpochMilli(1_506_787_200_000L)),
                        tuple("OLD/USDT", "OLDUSDT", false, "2", Instant.ofEpochMilli(1_506_787_200_000L)),
                        tuple("API/USDT", "APIUSDT", true, "1", Instant.ofEpochMilli(1_506_787_200_000L)),
                        tuple("EARLY/USDT", "EARLYUSDT", true, "ENABLED", Instant.ofEpochMilli(1_506_787_200_000L)));
    }

    @Test
    void a_contract_trades_in_state_0_and_its_size_counts_where_it_is_settled_in_its_quote() throws UnreadableBody {
        String body = "{\"data\":[" + contract("BTC", "USDT", "USDT", "0.0001", "0") + ","
                + contract("BTC", "USD", "BTC", "100", "0") + "," + contract("OLD", "USDC", "USDC", "1E+3", "3") + "]}";
        assertThat(listing(body, MexcApi.CONTRACT))
                .extracting(one -> one.market().asset(), Listing::tradable, one -> one.contractSize().toPlainString())
                .containsExactly(tuple("BTC/USDT:USDT", true, "0.0001"), tuple("BTC/USD:BTC", true, "1"),
                        tuple("OLD/USDC:USDC", false, "1000"));
    }

    @Test
    void a_code_that_means_another_coin_elsewhere_is_renamed() throws UnreadableBody {
        String body = "{\"symbols\":[" + symbol("GASUSDT", "GAS", "1", true) + ","
                + symbol("GASNEOUSDT", "GASNEO", "1", true) + "," + symbol("STEPNUSDT", "STEPN", "1", true) + ","
                + symbol("GMTUSDT", "GMT", "1", true) + "," + symbol("FLUXUSDT", "FLUX", "1", true) + ","
                + symbol("FLUX1USDT", "FLUX1", "1", true) + "," + symbol("XBTUSDT", "XBT", "1", true) + "]}";
        assertThat(listing(body, MexcApi.SPOT)).extracting(one -> one.market().base()).containsExactly("GASDAO", "GAS",
                "GMT", "GMTTOKEN", "FLUX1", "FLUX", "XBT");
    }

    private static List<RawCandle> spot(String body) throws UnreadableBody {
        return MexcPayloads.candles(JsonBody.tree(body), MexcApi.SPOT, BigDecimal.ONE).rows();
    }

    private static List<RawCandle> contracts(String body, String size) throws UnreadableBody {
        return MexcPayloads.candles(JsonBody.tree(body), MexcApi.CONTRACT, new BigDecimal(size)).rows();
    }

    private static String volume(String contracts, String size) throws UnreadableBody {
        return contracts(columns("1", "1", "1", "1", "1", contracts), size).getFirst().volume();
    }

    private static String columns(String time, String open, String close, String high, String low, String vol) {
        return ("{\"success\":true,\"code\":0,\"data\":{\"time\":[%s],\"open\":[%s],\"close\":[%s],\"high\":[%s],"
                + "\"low\":[%s],\"vol\":[%s],\"amount\":[1]}}").formatted(time, open, close, high, low, vol);
    }

    private static List<Listing> listing(String body, MexcApi api) throws UnreadableBody {
        return MexcPayloads.listing(JsonBody.tree(body), api).markets();
    }

    private static String symbol(String symbol, String base, String status, boolean allowed) {
        return ("{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"USDT\",\"status\":\"%s\","
                + "\"isSpotTradingAllowed\":%s,\"firstOpenTime\":1506787200000}")
                .formatted(symbol, base, status, allowed);
    }

    private static String contract(String base, String quote, String settle, String size, String state) {
        return ("{\"symbol\":\"%s_%s\",\"baseCoin\":\"%s\",\"quoteCoin\":\"%s\",\"settleCoin\":\"%s\","
                + "\"contractSize\":%s,\"state\":%s,\"createTime\":0}").formatted(base, quote, base, quote, settle,
                        size,
                        state);
    }
}
