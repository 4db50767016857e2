package io.cryptodata.simulator.venue.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.FixedMarketData;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venue.VenueResponse;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BybitDialectTest {
    private static final Instant FIRST = Instant.parse("2024-01-30T20:00:00Z");
    private static final Instant NOW = Instant.parse("2024-03-02T10:20:00Z");
    private static final long TEN = Instant.parse("2024-03-02T10:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    private final BybitDialect dialect = new BybitDialect();
    private final FixedMarketData data = new FixedMarketData(dialect,
            List.of(new ListedMarket(new Market("bybit", "BTC/USDT"), true),
                    new ListedMarket(new Market("bybit", "BTC/USDT:USDT"), true),
                    new ListedMarket(new Market("bybit", "ETH/USDC:USDC"), true),
                    new ListedMarket(new Market("bybit", "BTC/USD:BTC"), true)),
            FIRST, NOW);

    @Test
    void rows_are_newest_first_from_the_hour_in_progress_with_numbers_as_text() {
        JsonNode rows = rows("category=spot&symbol=BTCUSDT&interval=60&limit=3");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get(0).textValue()).isEqualTo(Long.toString(TEN));
        assertThat(rows.get(2).get(0).textValue()).isEqualTo(Long.toString(TEN - 2 * HOUR));
        assertThat(rows.get(0)).hasSize(7).allMatch(JsonNode::isTextual);
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=60")).hasSize(200);
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=60&limit=5000")).hasSize(759);
    }

    @Test
    void the_newest_rows_of_a_window_are_served_up_to_the_limit() {
        JsonNode rows = rows("category=linear&symbol=BTCUSDT&interval=60&start=" + (TEN - 9 * HOUR) + "&end="
                + (TEN - 2 * HOUR) + "&limit=2");
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(TEN - 2 * HOUR, TEN - 3 * HOUR);
    }

    @Test
    void without_an_end_the_rows_from_the_start_are_served_up_to_the_limit() {
        JsonNode rows = rows("category=linear&symbol=BTCUSDT&interval=60&start=" + (TEN - 9 * HOUR) + "&limit=2");
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(TEN - 8 * HOUR, TEN - 9 * HOUR);
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=60&start=9999&limit=1").get(0).get(0).asLong())
                .isEqualTo(FIRST.toEpochMilli());
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=60&end=" + (TEN - HOUR) + "&limit=1").get(0).get(0)
                .asLong()).isEqualTo(TEN - HOUR);
    }

    @Test
    void a_start_inside_an_hour_includes_its_candle() {
        JsonNode rows = rows("category=spot&symbol=BTCUSDT&interval=60&start=" + (TEN - HOUR + 1));
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(TEN, TEN - HOUR);
    }

    @Test
    void months_are_rolled_up_from_hours() {
        JsonNode rows = rows("category=spot&symbol=BTCUSDT&interval=M&limit=1000");
        assertThat(rows).extracting(row -> Instant.ofEpochMilli(row.get(0).asLong())).containsExactly(
                Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"),
                Instant.parse("2024-01-01T00:00:00Z"));
        String january = Long.toString(Instant.parse("2024-01-01T00:00:00Z").toEpochMilli());
        assertThat(rows.get(2)).extracting(JsonNode::textValue).startsWith(january, "10", "39", "9", "38", "70.0");
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=M&limit=1")).hasSize(1);
    }

    @Test
    void a_start_inside_a_day_includes_it_and_the_end_is_inclusive() {
        long january30 = Instant.parse("2024-01-30T00:00:00Z").toEpochMilli();
        assertThat(rows("category=linear&symbol=BTCUSDT&interval=D&start=" + (january30 + HOUR) + "&end="
                + (january30 + 24 * HOUR) + "&limit=1000")).extracting(row -> row.get(0).asLong())
                .containsExactly(january30 + 24 * HOUR, january30);
        assertThat(rows("category=spot&symbol=BTCUSDT&interval=D&start=" + (january30 - 24 * HOUR) + "&end="
                + (january30 - 1))).isEmpty();
    }

    @Test
    void an_inverse_contract_has_its_base_volume_in_the_last_column() {
        JsonNode row = rows("category=inverse&symbol=BTCUSD&interval=60&limit=1").get(0);
        assertThat(row.get(6).textValue()).isEqualTo("2.5");
        assertThat(row.get(5).asDouble()).isGreaterThan(1000);
        assertThat(rows("symbol=ETHPERP&interval=60&limit=1")).hasSize(1);
    }

    @Test
    void an_invalid_request_is_rejected_with_status_200_and_a_code() {
        for (String invalid : List.of("category=spot&symbol=NONE&interval=60",
                "category=spot&symbol=BTCUSDT&interval=1h",
                "category=swap&symbol=BTCUSDT&interval=60", "category=inverse&symbol=BTCUSDT&interval=60")) {
            VenueResponse response = dialect.respond(VenueRequest.of("/v5/market/kline", invalid), data);
            assertThat(response.status()).isEqualTo(200);
            assertThat(tree(response).path("retCode").asInt()).as(invalid).isEqualTo(10001);
        }
        assertThat(dialect.respond(VenueRequest.of("/v5/market/orderbook", ""), data).status()).isEqualTo(404);
    }

    @Test
    void tickers_cover_24_hours_of_all_markets_of_a_category_or_of_one() {
        JsonNode all = tree(dialect.respond(VenueRequest.of("/v5/market/tickers", "category=linear"), data))
                .path("result").path("list");
        assertThat(all).extracting(row -> row.path("symbol").asText()).containsExactly("BTCUSDT", "ETHPERP");
        JsonNode one = tree(dialect.respond(
                VenueRequest.of("/v5/market/tickers", "category=spot&symbol=BTCUSDT"), data)).path("result")
                .path("list");
        assertThat(one).hasSize(1);
        assertThat(one.get(0).path("lastPrice").asText()).isEqualTo("769");
        assertThat(one.get(0).path("prevPrice24h").asText()).isEqualTo("745");
        assertThat(one.get(0).path("volume24h").asText()).isEqualTo("60");
        assertThat(one.get(0).has("markPrice")).isFalse();
        assertThat(all.get(0).path("markPrice").asText()).isEqualTo("769");
        assertThat(tree(dialect.respond(VenueRequest.of("/v5/market/tickers", "category=spot&symbol=NONE"), data))
                .path("retCode").asInt()).isEqualTo(10001);
    }

    @Test
    void options_and_prelaunch_contracts_are_listed_as_none() {
        assertThat(listing("category=option&baseCoin=BTC").path("list")).isEmpty();
        assertThat(listing("category=linear&status=PreLaunch").path("list")).isEmpty();
        assertThat(listing("category=linear&status=Trading").path("list")).hasSize(2);
    }

    @Test
    void contracts_are_listed_on_pages_and_spot_markets_on_one_page() {
        assertThat(listing("category=spot&limit=1").path("list")).hasSize(1);
        JsonNode first = listing("category=linear&limit=1");
        String cursor = first.path("nextPageCursor").asText();
        assertThat(first.path("list")).hasSize(1);
        assertThat(cursor).isNotEmpty();
        JsonNode second = listing("category=linear&limit=1&cursor=" + cursor);
        assertThat(second.path("list").get(0).path("symbol").asText()).isEqualTo("ETHPERP");
        assertThat(second.path("nextPageCursor").asText()).isEmpty();
        assertThat(listing("category=linear&limit=1&cursor=" + cursor.replace("%", "%25"))).isEqualTo(second);
        assertThat(listing("category=inverse").path("list").get(0).path("settleCoin").asText()).isEqualTo("BTC");
    }

    private JsonNode rows(String query) {
        return tree(dialect.respond(VenueRequest.of("/v5/market/kline", query), data)).path("result").path("list");
    }

    private JsonNode listing(String query) {
        return tree(dialect.respond(VenueRequest.of("/v5/market/instruments-info", query), data)).path("result");
    }

    private static JsonNode tree(VenueResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
