package io.cryptodata.simulator.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.simulator.venue.FixedHours;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class KucoinDialectTest {
    private static final long TEN = FixedHours.TEN.getEpochSecond();
    private static final long HOUR = 3600;

    private final FixedHours kucoin = FixedHours.of(new KucoinDialect(), Duration.ofDays(70), "BTC/USDT",
            "BTC/USDT:USDT");

    @Test
    void spot_rows_are_newest_first_with_the_closing_price_second_and_an_exclusive_end() {
        JsonNode rows = spot("&startAt=" + (TEN - 3 * HOUR) + "&endAt=" + TEN);
        assertThat(rows).extracting(row -> row.get(0).textValue())
                .containsExactly(text(TEN - HOUR), text(TEN - 2 * HOUR), text(TEN - 3 * HOUR));
        assertThat(rows.get(0)).extracting(JsonNode::textValue).startsWith(text(TEN - HOUR), "1689", "1690", "1691",
                "1688", "2.5");
        assertThat(spot("")).as("the hour in progress is the first of at most 1500").hasSize(1500)
                .first().extracting(row -> row.get(0).textValue()).isEqualTo(text(TEN));
    }

    @Test
    void contract_rows_are_oldest_first_in_milliseconds_with_numbers_and_the_volume_in_contracts() {
        JsonNode rows = contracts("&from=" + (TEN - 3 * HOUR) * 1000 + "&to=" + TEN * 1000);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).allMatch(JsonNode::isNumber);
        assertThat(rows.get(0)).extracting(JsonNode::asDouble).startsWith((TEN - 3 * HOUR) * 1000.0, 1687.0, 1689.0,
                1686.0, 1688.0, 2500.0);
        assertThat(contracts("&from=0")).hasSize(500);
        assertThat(contracts("&from=0").get(0).get(0).asLong()).isEqualTo((TEN - 70 * 24 * HOUR) * 1000);
        assertThat(contracts("").get(499).get(0).asLong()).isEqualTo(TEN * 1000);
    }

    @Test
    void an_invalid_request_has_a_code() {
        for (String request : new String[]{"/api/v1/market/candles?type=1hour&symbol=NO-NE",
                "/api/v1/market/candles?type=60&symbol=BTC-USDT",
                "/api/v1/kline/query?granularity=7&symbol=XBTUSDTM", "/api/v1/market/stats?symbol=NO-NE",
                "/api/v1/ticker?symbol=NONE"}) {
            assertThat(kucoin.respond(request).status()).as(request).isEqualTo(400);
            assertThat(kucoin.json(request).path("code").asText()).as(request).isEqualTo("400100");
        }
        assertThat(kucoin.respond("/api/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void tickers_are_of_all_spot_markets_of_one_and_of_one_contract() {
        assertThat(kucoin.json("/api/v1/market/allTickers").at("/data/ticker/0/last").asText()).isEqualTo("1691");
        assertThat(kucoin.json("/api/v1/market/stats?symbol=BTC-USDT").at("/data/vol").asText()).isEqualTo("60");
        assertThat(kucoin.json("/api/v1/ticker?symbol=XBTUSDTM").at("/data/price").asText()).isEqualTo("1691");
        assertThat(kucoin.json("/api/v1/contracts/active").at("/data/0/volumeOf24h").asDouble()).isEqualTo(60);
        assertThat(kucoin.json("/api/v3/currencies").at("/data/0/currency").asText()).isEqualTo("BTC");
    }

    private JsonNode spot(String range) {
        return kucoin.json("/api/v1/market/candles?type=1hour&symbol=BTC-USDT" + range).path("data");
    }

    private JsonNode contracts(String range) {
        return kucoin.json("/api/v1/kline/query?granularity=60&symbol=XBTUSDTM" + range).path("data");
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
