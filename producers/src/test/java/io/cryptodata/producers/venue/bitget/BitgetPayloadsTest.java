package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class BitgetPayloadsTest {

    @Test
    void a_row_keeps_its_numbers_letter_by_letter_and_its_volume_is_the_sixth_column() throws UnreadableBody {
        String row = "[\"1714521600000\",\"60000.10\",\"61000.0\",\"59000\",\"6E4\",\"12.50\",\"750000\",\"750000\"]";
        assertThat(candles("[" + row + "]")).containsExactly(
                new RawCandle(1_714_521_600_000L, "60000.10", "61000.0", "59000", "6E4", "12.50", row));
    }

    @Test
    void numbers_that_are_no_text_are_read_too() throws UnreadableBody {
        assertThat(candles("[[1714521600000,1.10,2,1,2,5,7]]")).extracting(RawCandle::openTime, RawCandle::open)
                .containsExactly(tuple(1_714_521_600_000L, "1.10"));
    }

    @Test
    void data_that_is_no_list_is_unreadable() {
        for (String data : new String[]{"{\"a\":1}", "true", "7"}) {
            assertThatThrownBy(() -> candles(data)).as(data).isInstanceOf(UnreadableBody.class);
        }
    }

    @Test
    void an_empty_string_is_a_market_without_candles_yet() throws UnreadableBody {
        for (String body : new String[]{"\"\"", "{\"code\":\"00000\",\"data\":\"\"}"}) {
            BitgetPayloads.Envelope envelope = BitgetPayloads.envelope(JsonBody.tree(body));
            assertThat(envelope.isSuccess()).as(body).isTrue();
            assertThat(BitgetPayloads.candles(envelope.data()).rows()).as(body).isEmpty();
        }
    }

    @Test
    void a_body_holds_the_venues_time() throws UnreadableBody {
        assertThat(BitgetPayloads
                .envelope(JsonBody.tree("{\"code\":\"00000\",\"requestTime\":1714521600123,\"data\":[]}")).time())
                .isEqualTo(Instant.parse("2024-05-01T00:00:00.123Z"));
        assertThat(BitgetPayloads.envelope(JsonBody.tree("{\"code\":\"00000\",\"data\":[]}")).time()).isNull();
    }

    @Test
    void errors_have_three_envelopes() throws UnreadableBody {
        assertThat(BitgetPayloads.envelope(JsonBody.tree("{\"code\":\"40309\",\"msg\":\"removed\",\"data\":null}")))
                .extracting(BitgetPayloads.Envelope::code, BitgetPayloads.Envelope::message)
                .containsExactly("40309", "removed");
        assertThat(
                BitgetPayloads.envelope(JsonBody.tree("{\"code\":30014,\"message\":\"request too frequent\"}")).code())
                .isEqualTo("30014");
        assertThat(BitgetPayloads
                .envelope(JsonBody.tree("{\"status\":\"fail\",\"err_code\":\"01001\",\"err_msg\":\"later\"}")))
                .extracting(BitgetPayloads.Envelope::code, BitgetPayloads.Envelope::message)
                .containsExactly("01001", "later");
        assertThatThrownBy(() -> BitgetPayloads.envelope(JsonBody.tree("{\"rows\":[]}")))
                .isInstanceOf(UnreadableBody.class);
        assertThatThrownBy(() -> BitgetPayloads.envelope(JsonBody.tree("{\"code\":\"0000")))
                .isInstanceOf(UnreadableBody.class);
    }

    @Test
    void a_spot_market_trades_while_it_is_online() throws UnreadableBody {
        String data = "[" + spot("BTCUSDT", "BTC", "online", "1532454360000") + "," + spot("OLDUSDT", "OLD", "halt", "")
                + "," + spot("BAD", "A/B", "online", "") + "]";
        assertThat(listing(data, BitgetApi.SPOT))
                .extracting(one -> one.market().asset(), Listing::venueSymbol, Listing::tradable, Listing::venueStatus,
                        Listing::listedAt)
                .containsExactly(tuple("BTC/USDT", "BTCUSDT", true, "online", Instant.ofEpochMilli(1_532_454_360_000L)),
                        tuple("OLD/USDT", "OLDUSDT", false, "halt", null));
    }

    @Test
    void a_contract_is_settled_in_its_base_if_it_takes_that_else_in_its_quote_else_in_the_first_it_takes()
            throws UnreadableBody {
        String data = "[" + contract("BTCUSDT", "USDT", "\"USDT\"", "perpetual", "normal") + ","
                + contract("BTCUSD", "USD", "\"STETH\",\"BTC\",\"USDC\"", "perpetual", "normal") + ","
                + contract("BTCPERP", "USDC", "\"USDC\"", "perpetual", "maintain") + ","
                + contract("BTCEUR", "EUR", "\"EURC\",\"BGB\"", "perpetual", "normal") + ","
                + contract("BTCUSDTZ26", "USDT", "\"USDT\"", "delivery", "normal") + "]";
        assertThat(listing(data, BitgetApi.USDT_FUTURES))
                .extracting(one -> one.market().asset(), Listing::tradable, Listing::listedAt)
                .containsExactly(tuple("BTC/USDT:USDT", true, null), tuple("BTC/USD:BTC", true, null),
                        tuple("BTC/USDC:USDC", false, null), tuple("BTC/EUR:EURC", true, null));
    }

    @Test
    void a_code_that_means_another_coin_elsewhere_is_renamed() throws UnreadableBody {
        String data = "[" + spot("TONCOINUSDT", "TONCOIN", "online", "") + "," + spot("OMNIUSDT", "OMNI", "online", "")
                + "]";
        assertThat(listing(data, BitgetApi.SPOT)).extracting(one -> one.market().asset()).containsExactly("TON/USDT",
                "omni/USDT");
    }

    private static List<RawCandle> candles(String data) throws UnreadableBody {
        return BitgetPayloads.candles(JsonBody.tree(data)).rows();
    }

    private static List<Listing> listing(String data, BitgetApi api) throws UnreadableBody {
        return BitgetPayloads.listing(JsonBody.tree(data), api).markets();
    }

    private static String spot(String symbol, String base, String status, String openTime) {
        return "{\"symbol\":\"%s\",\"baseCoin\":\"%s\",\"quoteCoin\":\"USDT\",\"status\":\"%s\",\"openTime\":\"%s\"}"
                .formatted(symbol, base, status, openTime);
    }

    private static String contract(String symbol, String quote, String margins, String type, String status) {
        return ("{\"symbol\":\"%s\",\"baseCoin\":\"BTC\",\"quoteCoin\":\"%s\",\"supportMarginCoins\":[%s],"
                + "\"symbolType\":\"%s\",\"symbolStatus\":\"%s\",\"launchTime\":\"\",\"openTime\":\"-1\"}")
                .formatted(symbol, quote, margins, type, status);
    }
}
