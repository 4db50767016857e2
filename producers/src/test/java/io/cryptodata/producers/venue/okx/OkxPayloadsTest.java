package io.cryptodata.producers.venue.okx;

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

class OkxPayloadsTest {
    private static final String ROW = "[\"1714521600000\",\"60000.10\",\"61000.0\",\"59000\",\"6E4\",\"1250\",\"12.50\",\"750000\",\"0\"]";
    private static final Instant HOUR = Instant.ofEpochMilli(1_714_521_600_000L);

    @Test
    void a_spot_markets_volume_is_the_first_and_a_contracts_the_second() throws UnreadableBody {
        assertThat(OkxPayloads.candles(data(ROW), true, null).rows()).containsExactly(
                new RawCandle(1_714_521_600_000L, "60000.10", "61000.0", "59000", "6E4", "1250", ROW));
        assertThat(OkxPayloads.candles(data(ROW), false, null).rows()).extracting(RawCandle::volume)
                .containsExactly("12.50");
    }

    @Test
    void an_unfinished_row_is_returned_during_its_hour_and_left_out_afterwards() throws UnreadableBody {
        assertThat(OkxPayloads.candles(data(ROW), true, HOUR.plusSeconds(3599)).rows()).hasSize(1);
        assertThat(OkxPayloads.candles(data(ROW), true, HOUR.plusSeconds(3600)).rows()).isEmpty();
        String finished = ROW.replace("\"0\"]", "\"1\"]");
        assertThat(OkxPayloads.candles(data(finished), true, HOUR.plusSeconds(3600)).rows()).hasSize(1);
    }

    @Test
    void a_contract_is_named_by_its_underlying_and_has_its_size_in_the_base() throws UnreadableBody {
        String linear = swap("BTC-USDT-SWAP", "BTC-USDT", "BTC-USDT", "USDT", "0.01");
        String inverse = swap("BTC-USD-SWAP", "BTC-USD", "BTC-USD", "BTC", "100");
        String byFamily = swap("ETH-USDC-SWAP", "", "ETH-USDC", "USDC", "0.001");
        assertThat(OkxSymbols.listings(data(linear + "," + inverse + "," + byFamily)).markets()).containsExactly(
                new Listing(new Market("okx", "BTC/USDT:USDT"), "BTC-USDT-SWAP", true, "live",
                        Instant.ofEpochMilli(1_573_557_408_000L), new BigDecimal("0.01")),
                new Listing(new Market("okx", "BTC/USD:BTC"), "BTC-USD-SWAP", true, "live",
                        Instant.ofEpochMilli(1_573_557_408_000L), BigDecimal.ONE),
                new Listing(new Market("okx", "ETH/USDC:USDC"), "ETH-USDC-SWAP", true, "live",
                        Instant.ofEpochMilli(1_573_557_408_000L), new BigDecimal("0.001")));
    }

    @Test
    void only_a_live_market_is_tradable_and_one_that_is_about_to_open_may_have_no_name() throws UnreadableBody {
        String suspended = "{\"instType\":\"SPOT\",\"instId\":\"AE-BTC\",\"baseCcy\":\"AE\",\"quoteCcy\":\"BTC\","
                + "\"state\":\"suspend\",\"listTime\":\"\"}";
        String nameless = "{\"instType\":\"SWAP\",\"instId\":\"ETH-USD_UM-SWAP\",\"state\":\"preopen\"}";
        assertThat(OkxSymbols.listings(data(suspended + "," + nameless)).markets())
                .containsExactly(Listing.of(new Market("okx", "AET/BTC"), "AE-BTC", false, "suspend"));
    }

    @Test
    void a_contract_without_an_underlying_waits_until_it_has_one() throws UnreadableBody {
        String early = swap("SUI-USDT-SWAP", "", "SUI-USDT", "USDT", "1").replace("live", "preopen");
        String margined = swap("SUI-USD_UM-SWAP", "", "SUI-USD_UM", "USD", "1");
        String alone = swap("SUI-SWAP", "SUI", "SUI", "USDT", "1");
        String three = swap("SUI-USDT-X-SWAP", "SUI-USDT-X", "SUI-USDT-X", "USDT", "1");
        String unsettled = swap("SUI-USDC-SWAP", "SUI-USDC", "SUI-USDC", "", "1");
        String named = swap("TON-USD_UM-SWAP", "TON-USD", "TON-USD_UM", "USD", "1");
        assertThat(
                OkxSymbols.listings(data(String.join(",", early, margined, alone, three, unsettled, named))).markets())
                .extracting(one -> one.market().asset()).containsExactly("TON/USD:USD");
    }

    @Test
    void the_time_is_text_in_milliseconds() throws UnreadableBody {
        assertThat(OkxPayloads.time(data("{\"ts\":\"1597026383085\"}")))
                .isEqualTo(Instant.parse("2020-08-10T02:26:23.085Z"));
        assertThatThrownBy(() -> OkxPayloads.time(data(""))).hasMessageContaining("ts");
    }

    private static String swap(String name, String underlying, String family, String settle, String value) {
        return """
                {"instType":"SWAP","instId":"%s","baseCcy":"","quoteCcy":"","uly":"%s","instFamily":"%s",\
                "settleCcy":"%s","ctVal":"%s","ctMult":"1","listTime":"1573557408000","state":"live"}"""
                .formatted(name, underlying, family, settle, value);
    }

    private static JsonNode data(String entries) throws UnreadableBody {
        return JsonBody.tree("[" + entries + "]");
    }
}
