package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BybitPayloadsTest {

    @Test
    void a_row_keeps_its_numbers_letter_by_letter() throws UnreadableBody {
        String row = "[\"1714521600000\",\"60000.10\",\"61000.0\",\"59000\",\"6E4\",\"12.50\",\"750000\"]";
        assertThat(BybitPayloads.klines(list(row)).rows()).containsExactly(
                new RawCandle(1_714_521_600_000L, "60000.10", "61000.0", "59000", "6E4", "12.50", row));
    }

    @Test
    void rows_are_newest_first_as_served() throws UnreadableBody {
        String newer = "[\"1714525200000\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]";
        String older = "[1714521600000,1,1,1,1,1,1]";
        assertThat(BybitPayloads.klines(list(newer + "," + older)).rows()).extracting(RawCandle::openTime)
                .containsExactly(1_714_525_200_000L, 1_714_521_600_000L);
    }

    @Test
    void a_list_that_is_something_else_is_unreadable() {
        assertThatThrownBy(() -> BybitPayloads.klines(JsonBody.tree("{\"result\":{\"list\":7}}")))
                .hasMessageContaining("expected an array of rows");
    }

    @Test
    void a_contract_is_named_by_what_it_is_settled_in_and_one_that_expires_is_left_out() throws UnreadableBody {
        String perpetual = contract("BTCUSDT", "LinearPerpetual", "BTC", "USDT", "USDT", "1585526400000");
        String inUsdc = contract("ETHPERP", "LinearPerpetual", "ETH", "USDC", "USDC", "0");
        String inUsd = contract("SOLPERP", "LinearPerpetual", "SOL", "USDC", "USD", "");
        String expiring = contract("BTC-26JUN26", "LinearFutures", "BTC", "USDT", "USDT", "0");
        assertThat(
                BybitPayloads.part(list(perpetual + "," + inUsdc + "," + inUsd + "," + expiring), BybitApi.LINEAR)
                        .listing().markets())
                .containsExactly(
                        new Listing(new Market("bybit", "BTC/USDT:USDT"), "BTCUSDT", true, "Trading",
                                Instant.ofEpochMilli(1_585_526_400_000L), BigDecimal.ONE),
                        Listing.of(new Market("bybit", "ETH/USDC:USDC"), "ETHPERP", true, "Trading"),
                        Listing.of(new Market("bybit", "SOL/USDC:USDC"), "SOLPERP", true, "Trading"));
    }

    @Test
    void only_a_trading_market_is_tradable_and_one_without_a_unified_name_is_left_out() throws UnreadableBody {
        String closed = "{\"symbol\":\"OLDBTC\",\"baseCoin\":\"OLD\",\"quoteCoin\":\"BTC\",\"status\":\"PreLaunch\"}";
        String nameless = "{\"symbol\":\"X\",\"baseCoin\":\"\",\"quoteCoin\":\"BTC\",\"status\":\"Trading\"}";
        String renamed = "{\"symbol\":\"XBTUSDT\",\"baseCoin\":\"XBT\",\"quoteCoin\":\"USDT\",\"status\":\"Trading\"}";
        assertThat(BybitPayloads.part(list(closed + "," + nameless + "," + renamed), BybitApi.SPOT).listing().markets())
                .containsExactly(
                        Listing.of(new Market("bybit", "OLD/BTC"), "OLDBTC", false, "PreLaunch"),
                        Listing.of(new Market("bybit", "BTC/USDT"), "XBTUSDT", true, "Trading"));
    }

    @Test
    void a_part_of_the_listing_is_the_last_when_it_names_no_next_one_or_is_empty() throws UnreadableBody {
        assertThat(BybitPayloads.part(page("{}", "\"first%3DA%26\""), BybitApi.SPOT).nextCursor())
                .isEqualTo("first%3DA%26");
        assertThat(BybitPayloads.part(page("{}", "\"\""), BybitApi.SPOT).nextCursor()).isEmpty();
        assertThat(BybitPayloads.part(page("{}", "null"), BybitApi.SPOT).nextCursor()).isEmpty();
        assertThat(BybitPayloads.part(page("", "\"first%3DA%26\""), BybitApi.SPOT).nextCursor()).isEmpty();
        assertThat(BybitPayloads.part(list("{}"), BybitApi.SPOT).nextCursor()).isEmpty();
    }

    @Test
    void a_cursor_is_sent_as_the_venue_reported_it_and_encoded_if_it_is_not() {
        assertThat(BybitApi.SPOT.listingQuery("")).isEqualTo("instruments-info?category=spot");
        assertThat(BybitApi.LINEAR.listingQuery("")).isEqualTo("instruments-info?category=linear&limit=1000");
        assertThat(BybitApi.LINEAR.listingQuery("page_token%3D1000%26"))
                .isEqualTo("instruments-info?category=linear&limit=1000&cursor=page_token%3D1000%26");
        assertThat(BybitApi.INVERSE.listingQuery("a&b"))
                .isEqualTo("instruments-info?category=inverse&limit=1000&cursor=a%26b");
    }

    @Test
    void the_time_is_in_every_body_as_a_number_or_as_text() throws UnreadableBody {
        Instant time = Instant.parse("2024-05-01T00:00:00.123Z");
        assertThat(BybitPayloads.time(JsonBody.tree("{\"time\":1714521600123}"))).isEqualTo(time);
        assertThat(BybitPayloads.time(JsonBody.tree("{\"time\":\"1714521600123\"}"))).isEqualTo(time);
        assertThatThrownBy(() -> BybitPayloads.time(JsonBody.tree("{\"time\":\"soon\"}"))).hasMessageContaining("time");
    }

    private static String contract(String symbol, String type, String base, String quote, String settle,
            String launched) {
        return """
                {"symbol":"%s","contractType":"%s","status":"Trading","baseCoin":"%s","quoteCoin":"%s",\
                "settleCoin":"%s","launchTime":"%s"}""".formatted(symbol, type, base, quote, settle, launched);
    }

    private static JsonNode list(String entries) throws UnreadableBody {
        return JsonBody.tree("{\"retCode\":0,\"result\":{\"list\":[" + entries + "]}}");
    }

    private static JsonNode page(String entries, String cursor) throws UnreadableBody {
        return JsonBody.tree("{\"result\":{\"list\":[" + entries + "],\"nextPageCursor\":" + cursor + "}}");
    }
}
