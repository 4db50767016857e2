package io.cryptodata.simulator.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.simulator.venue.FixedHours;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class GateDialectTest {
    private static final long TEN = FixedHours.TEN.getEpochSecond();
    private static final long HOUR = 3600;

    private final FixedHours gate = FixedHours.of(new GateDialect(), Duration.ofDays(500), "BTC/USDT",
            "BTC/USDT:USDT");

    @Test
    void spot_rows_are_oldest_first_with_the_turnover_first_the_opening_price_last_and_whether_they_are_closed() {
        JsonNode rows = spot("&from=" + (TEN - HOUR) + "&to=" + TEN);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).allMatch(JsonNode::isTextual).hasSize(8);
        assertThat(rows.get(0)).extracting(JsonNode::textValue).containsExactly(Long.toString(TEN - HOUR),
                "30023.75000000", "12010", "12011", "12008", "12009", "2.5", "true");
        assertThat(rows.get(1).get(7).textValue()).isEqualTo("false");
    }

    @Test
    void a_contracts_rows_are_objects_with_the_volume_in_contracts() {
        JsonNode rows = contracts("&limit=2");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).path("t").longValue()).isEqualTo(TEN);
        assertThat(rows.get(1).path("v").longValue()).isEqualTo(25_000);
        assertThat(rows.get(1).path("o").textValue()).isEqualTo("12010");
        assertThat(gate.json("/api/v4/futures/btc/candlesticks?contract=BTC_USDT&interval=1h").path("label").asText())
                .isEqualTo("CONTRACT_NOT_FOUND");
    }

    @Test
    void without_a_start_the_newest_rows_up_to_the_end_are_served() {
        assertThat(spot("")).hasSize(100).last().extracting(row -> row.get(0).asLong()).isEqualTo(TEN);
        assertThat(spot("&limit=3000")).hasSize(1000);
        assertThat(contracts("&limit=3000")).hasSize(2000);
        assertThat(spot("&limit=2&to=" + (TEN - 5 * HOUR))).extracting(row -> row.get(0).asLong())
                .containsExactly(TEN - 6 * HOUR, TEN - 5 * HOUR);
    }

    @Test
    void a_range_must_fit_on_a_page_without_a_limit_and_must_not_be_too_old() {
        assertThat(spot("&from=" + (TEN - 999 * HOUR) + "&to=" + TEN)).hasSize(1000);
        assertThat(spot("&from=" + (TEN - 1000 * HOUR) + "&to=" + TEN).path("message").asText())
                .contains("too broad", "1000");
        assertThat(spot("&from=" + (TEN - 999 * HOUR - 1) + "&to=" + TEN).path("message").asText())
                .as("the start is inside another hour").contains("too broad");
        assertThat(spot("&from=" + (TEN - HOUR) + "&limit=1").path("message").asText()).contains("`limit`");
        assertThat(spot("&from=" + (TEN - 10_001 * HOUR) + "&to=" + (TEN - 10_000 * HOUR)).path("message").asText())
                .contains("too long ago", "10000");
        assertThat(contracts("&from=" + (TEN - 10_001 * HOUR) + "&to=" + (TEN - 10_000 * HOUR))).hasSize(2);
    }

    @Test
    void an_invalid_request_has_a_label() {
        for (String request : new String[]{"spot/candlesticks?currency_pair=NO_NE&interval=1h",
                "spot/candlesticks?currency_pair=BTC_USDT&interval=60m", "spot/tickers?currency_pair=NO_NE"}) {
            assertThat(gate.respond("/api/v4/" + request).status()).as(request).isEqualTo(400);
            assertThat(gate.json("/api/v4/" + request).path("label").asText()).as(request).startsWith("INVALID_");
        }
        assertThat(gate.respond("/api/v4/spot/order_book").status()).isEqualTo(404);
    }

    @Test
    void tickers_are_of_all_markets_or_of_one() {
        assertThat(gate.json("/api/v4/spot/tickers").at("/0/base_volume").asText()).isEqualTo("60");
        assertThat(gate.json("/api/v4/spot/tickers?currency_pair=BTC_USDT").at("/0/last").asText())
                .isEqualTo("12011");
        assertThat(gate.json("/api/v4/futures/usdt/tickers").at("/0/volume_24h").asText()).isEqualTo("600000");
        assertThat(gate.json("/api/v4/futures/btc/tickers")).isEmpty();
        assertThat(gate.json("/api/v4/spot/currencies").at("/1/currency").asText()).isEqualTo("USDT");
        assertThat(gate.json("/api/v4/options/underlyings")).isEmpty();
    }

    private JsonNode spot(String range) {
        return gate.json("/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h" + range);
    }

    private JsonNode contracts(String range) {
        return gate.json("/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1h" + range);
    }
}
