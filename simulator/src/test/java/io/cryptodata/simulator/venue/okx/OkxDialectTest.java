package io.cryptodata.simulator.venue.okx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.OneMarket;
import io.cryptodata.simulator.venue.Reply;
import io.cryptodata.simulator.venue.VenueRequest;
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
    private final OneMarket market = new OneMarket(dialect,
            List.of(new ListedMarket(new Market("okx", "BTC/USDT"), true),
                    new ListedMarket(new Market("okx", "OLD/BTC"), false),
                    new ListedMarket(new Market("okx", "BTC/USDT:USDT"), true),
                    new ListedMarket(new Market("okx", "BTC/USD:BTC"), true)),
            FIRST, NOW);

    @Test
    void rows_come_newest_first_and_say_whether_they_are_finished() {
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
    void recent_candles_end_after_1440_hours_and_old_ones_are_at_a_place_of_their_own() {
        String around = "instId=BTC-USDT&bar=1H&limit=300&before=" + (TEN - 1442 * HOUR) + "&after="
                + (TEN - 1437 * HOUR);
        assertThat(candles("candles", around)).extracting(row -> row.get(0).asLong()).containsExactly(
                TEN - 1438 * HOUR, TEN - 1439 * HOUR);
        assertThat(candles("history-candles", around)).hasSize(4);
    }

    @Test
    void a_contracts_volume_is_in_contracts_first_and_in_the_base_second() {
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
    void months_are_made_of_their_hours_by_utc() {
        JsonNode rows = candles("history-candles", "instId=BTC-USDT&bar=1Mutc&limit=300");
        assertThat(rows).extracting(row -> Instant.ofEpochMilli(row.get(0).asLong())).hasSize(6)
                .startsWith(Instant.parse("2024-06-01T00:00:00Z")).endsWith(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(rows.get(0).get(8).textValue()).isEqualTo("0");
        assertThat(rows.get(5).get(1).textValue()).isEqualTo("10");
    }

    @Test
    void a_wrong_question_is_answered_with_a_code_of_its_own() {
        Reply unknown = ask("/api/v5/market/candles", "instId=NO-NE&bar=1H");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(tree(unknown).path("code").textValue()).isEqualTo("51001");
        assertThat(tree(ask("/api/v5/market/candles", "instId=BTC-USDT&bar=1h")).path("code").textValue())
                .isEqualTo("51000");
        assertThat(ask("/api/v5/public/instruments", "").status()).isEqualTo(400);
        assertThat(ask("/api/v5/market/tickers", "").status()).isEqualTo(404);
    }

    @Test
    void contracts_name_their_pair_only_as_underlying() {
        JsonNode swaps = tree(ask("/api/v5/public/instruments", "instType=SWAP")).path("data");
        assertThat(swaps).extracting(one -> one.path("instId").asText()).containsExactly("BTC-USDT-SWAP",
                "BTC-USD-SWAP");
        assertThat(swaps).allMatch(one -> one.path("baseCcy").asText().isEmpty());
        assertThat(swaps.get(0).path("uly").asText()).isEqualTo("BTC-USDT");
        assertThat(swaps.get(1).path("settleCcy").asText()).isEqualTo("BTC");
        JsonNode spot = tree(ask("/api/v5/public/instruments", "instType=SPOT")).path("data");
        assertThat(spot).extracting(one -> one.path("state").asText()).containsExactly("live", "suspend");
        assertThat(tree(ask("/api/v5/public/instruments", "instType=FUTURES")).path("data")).isEmpty();
    }

    private JsonNode candles(String path, String query) {
        return tree(ask("/api/v5/market/" + path, query)).path("data");
    }

    private Reply ask(String path, String query) {
        return dialect.answer(VenueRequest.of(path, query), market);
    }

    private static JsonNode tree(Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(reply.body(), e);
        }
    }
}
