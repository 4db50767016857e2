package io.cryptodata.simulator.venue.okx;

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

class OkxDialectTest {
    private static final Instant FIRST = Instant.parse("2024-01-30T20:00:00Z");
    private static final Instant NOW = Instant.parse("2024-06-02T10:20:00Z");
    private static final long TEN = Instant.parse("2024-06-02T10:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    private final OkxDialect dialect = new OkxDialect();
    private final FixedMarketData data = new FixedMarketData(dialect,
            List.of(new ListedMarket(new Market("okx", "BTC/USDT"), true),
                    new ListedMarket(new Market("okx", "OLD/BTC"), false),
                    new ListedMarket(new Market("okx", "BTC/USDT:USDT"), true),
                    new ListedMarket(new Market("okx", "BTC/USD:BTC"), true)),
            FIRST, NOW);

    @Test
    void rows_are_newest_first_and_marked_as_finished() {
        JsonNode rows = candles("candles", "instId=BTC-USDT&bar=1H&limit=3");
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(TEN, TEN - HOUR, TEN - 2 * HOUR);
        assertThat(rows).extracting(row -> row.get(8).textValue()).containsExactly("0", "1", "1");
        assertThat(rows.get(0)).hasSize(9).allMatch(JsonNode::isTextual);
        assertThat(candles("candles", "instId=BTC-USDT&bar=1H").size()).isEqualTo(100);
        assertThat(candles("candles", "instId=BTC-USDT&bar=1H&limit=900").size()).isEqualTo(300);
    }

    @Test
    void both_ends_of_a_window_are_exclusive() {
        JsonNode rows = candles("candles",
                "instId=BTC-USDT&bar=1H&before=" + (TEN - 3 * HOUR) + "&after=" + TEN);
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(TEN - HOUR, TEN - 2 * HOUR);
    }

    @Test
    void recent_candles_cover_1440_hours_and_older_ones_have_another_path() {
        String around = "instId=BTC-USDT&bar=1H&limit=300&before=" + (TEN - 1442 * HOUR) + "&after="
                + (TEN - 1437 * HOUR);
        assertThat(candles("candles", around)).extracting(row -> row.get(0).asLong()).containsExactly(
                TEN - 1438 * HOUR, TEN - 1439 * HOUR);
        assertThat(candles("history-candles", around)).hasSize(4);
    }

    @Test
    void the_volume_of_a_contract_is_in_contracts_then_in_the_base() {
        JsonNode linear = candles("candles", "instId=BTC-USDT-SWAP&bar=1H&limit=1").get(0);
        assertThat(List.of(linear.get(5).textValue(), linear.get(6).textValue())).containsExactly("250", "2.5");
        JsonNode inverse = candles("candles", "instId=BTC-USD-SWAP&bar=1H&limit=1").get(0);
        assertThat(inverse.get(6).textValue()).isEqualTo("2.5");
        assertThat(inverse.get(5).asDouble()).isEqualTo(inverse.get(7).asDouble() / 100);
        JsonNode spot = candles("candles", "instId=BTC-USDT&bar=1H&limit=1").get(0);
        assertThat(spot.get(5).textValue()).isEqualTo("2.5");
        assertThat(spot.get(6)).isEqualTo(spot.get(7));
    }

    @Test
    void months_are_rolled_up_from_hours_in_utc() {
        JsonNode rows = candles("history-candles", "instId=BTC-USDT&bar=1Mutc&limit=300");
        assertThat(rows).extracting(row -> Instant.ofEpochMilli(row.get(0).asLong())).hasSize(6)
                .startsWith(Instant.parse("2024-06-01T00:00:00Z")).endsWith(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(rows.get(0).get(8).textValue()).isEqualTo("0");
        assertThat(rows.get(5).get(1).textValue()).isEqualTo("10");
    }

    @Test
    void days_of_utc_are_served_inside_a_window_with_exclusive_ends() {
        long january30 = Instant.parse("2024-01-30T00:00:00Z").toEpochMilli();
        JsonNode rows = candles("history-candles", "instId=BTC-USDT-SWAP&bar=1Dutc&limit=100&before="
                + (january30 - 31 * 24 * HOUR - 1) + "&after=" + (january30 + 2 * 24 * HOUR));
        assertThat(rows).extracting(row -> row.get(0).asLong()).containsExactly(january30 + 24 * HOUR, january30);
        assertThat(rows).extracting(row -> row.get(8).textValue()).containsOnly("1");
        assertThat(candles("candles", "instId=BTC-USDT&bar=1Dutc&limit=300")).hasSize(125);
        assertThat(tree(respond("/api/v5/market/candles", "instId=BTC-USDT&bar=1D")).path("code").textValue())
                .as("days of Hong Kong are not simulated").isEqualTo("51000");
    }

    @Test
    void an_invalid_request_is_rejected_with_its_code() {
        VenueResponse unknown = respond("/api/v5/market/candles", "instId=NO-NE&bar=1H");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(tree(unknown).path("code").textValue()).isEqualTo("51001");
        assertThat(tree(respond("/api/v5/market/candles", "instId=BTC-USDT&bar=1h")).path("code").textValue())
                .isEqualTo("51000");
        assertThat(respond("/api/v5/public/instruments", "").status()).isEqualTo(400);
        assertThat(respond("/api/v5/market/books", "").status()).isEqualTo(404);
    }

    @Test
    void contracts_have_their_pair_only_as_underlying() {
        JsonNode swaps = tree(respond("/api/v5/public/instruments", "instType=SWAP")).path("data");
        assertThat(swaps).extracting(one -> one.path("instId").asText()).containsExactly("BTC-USDT-SWAP",
                "BTC-USD-SWAP");
        assertThat(swaps).allMatch(one -> one.path("baseCcy").asText().isEmpty());
        assertThat(swaps.get(0).path("uly").asText()).isEqualTo("BTC-USDT");
        assertThat(swaps.get(1).path("settleCcy").asText()).isEqualTo("BTC");
        JsonNode spot = tree(respond("/api/v5/public/instruments", "instType=SPOT")).path("data");
        assertThat(spot).extracting(one -> one.path("state").asText()).containsExactly("live", "suspend");
        assertThat(tree(respond("/api/v5/public/instruments", "instType=FUTURES")).path("data")).isEmpty();
    }

    private JsonNode candles(String path, String query) {
        return tree(respond("/api/v5/market/" + path, query)).path("data");
    }

    private VenueResponse respond(String path, String query) {
        return dialect.respond(VenueRequest.of(path, query), data);
    }

    private static JsonNode tree(VenueResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
