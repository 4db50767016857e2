package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// The pages of a listing together are the listing: no row is lost or repeated, also while rows arrive.
class PagesTest {
    private static SeededApi api = new SeededApi();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeAll
    static void start() {
        assertThat(api.url()).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.Requests#all")
    void pages_of_any_size_are_the_whole_listing(Requests request) {
        JsonNode whole = api.json(request.listing().path(), request.with());
        List<JsonNode> expected = rows(whole, request.listing().rows());
        assertThat(expected).isNotEmpty();
        assertThat(whole.path("next").isNull()).isTrue();
        int size = 1 + random.nextInt(Math.max(1, expected.size() / 3));
        List<JsonNode> read = new ArrayList<>();
        String next = null;
        do {
            JsonNode page = next == null
                    ? api.json(request.listing().path(), request.with("limit", "" + size))
                    : api.json(request.listing().path(), request.with("limit", "" + size, "cursor", next));
            List<JsonNode> rows = rows(page, request.listing().rows());
            assertThat(rows).as("seed %d, size %d", seed, size).hasSizeLessThanOrEqualTo(size);
            read.addAll(rows);
            next = page.path("next").isNull() ? null : page.path("next").asText();
        } while (next != null);
        assertThat(read).as("seed %d, size %d", seed, size).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void rows_that_arrive_meanwhile_neither_hide_nor_repeat_others(String order) {
        String[] request = {"market", "okx:SOL/USDT", "order", order};
        List<JsonNode> before = rows(api.json("candles", request), "candles");
        List<JsonNode> read = new ArrayList<>();
        String next = null;
        do {
            int size = 1 + random.nextInt(7);
            JsonNode page = next == null
                    ? api.json("candles", "market", "okx:SOL/USDT", "order", order, "limit", "" + size)
                    : api.json("candles", "market", "okx:SOL/USDT", "order", order, "limit", "" + size, "cursor", next);
            read.addAll(rows(page, "candles"));
            next = page.path("next").isNull() || read.size() > 500 ? null : page.path("next").asText();
            arrive(read.size() < 30);
        } while (next != null);
        assertThat(read.stream().map(row -> row.path("timestamp").asText()).toList()).as("seed %d", seed)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> order.equals("asc") ? one.compareTo(other) : other.compareTo(one));
        assertThat(read).as("seed %d", seed).containsAll(before);
    }

    /// The next hour of the market; sometimes a late one before its first.
    private void arrive(boolean isMore) {
        if (!isMore) {
            return;
        }
        String hour = random.nextInt(3) == 0
                ? "min(\"timestamp\") - interval '1 hour'"
                : "max(\"timestamp\") + interval '1 hour'";
        api.database().execute("""
                INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume)
                SELECT candle_id('okx', 'SOL/USDT', hour), 'SOL/USDT', 'okx', hour, 1, 1, 1, 1, 1
                FROM (SELECT %s AS hour FROM h1_data WHERE asset = 'SOL/USDT' AND exchange = 'okx') AS next"""
                .formatted(hour));
    }

    @Test
    void a_cursor_of_another_query_is_refused() {
        String next = api.json("candles", "market", "binance:BTC/USDT", "limit", "1").path("next").asText();
        for (String[] other : List.of(new String[]{"market", "binance:ETH/USDT", "cursor", next},
                new String[]{"market", "binance:BTC/USDT", "order", "desc", "cursor", next},
                new String[]{"market", "binance:BTC/USDT", "cursor", next.substring(1)},
                new String[]{"market", "binance:BTC/USDT", "cursor", "nonsense"})) {
            assertThat(api.get("candles", other).statusCode()).isEqualTo(400);
        }
    }

    private static List<JsonNode> rows(JsonNode page, String name) {
        List<JsonNode> rows = new ArrayList<>();
        page.path(name).forEach(rows::add);
        return rows;
    }
}
