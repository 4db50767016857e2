package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.coingecko.CoinGeckoPayloads.Problem;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoinGeckoPayloadsTest {
    @Test
    void a_row_is_read_field_by_field() throws Exception {
        Coin coin = only("""
                {"id":"a","symbol":"s","name":"N","current_price":77137,"market_cap":1548255348384,
                 "market_cap_rank":1,"fully_diluted_valuation":9.5,"total_volume":1.0e3,"high_24h":3,"low_24h":2,
                 "circulating_supply":20.5,"total_supply":21,"max_supply":22,"ath":126080,
                 "ath_date":"2025-10-06T18:57:42.558Z","atl":67.81,"atl_date":"2013-07-05T16:00:00.000Z",
                 "roi":null,"last_updated":"2026-08-22T17:29:30.000Z"}""");
        assertThat(coin).isEqualTo(new Coin("a", "s", "N", 77_137.0, 1_548_255_348_384.0, 1, 9.5, 1000.0, 3.0, 2.0,
                new Coin.Supply(20.5, 21.0, 22.0),
                new Coin.Extremes(126_080.0, Instant.parse("2025-10-06T18:57:42.558Z"), 67.81,
                        Instant.parse("2013-07-05T16:00:00Z")),
                Instant.parse("2026-08-22T17:29:30Z")));
    }

    @Test
    void what_is_null_or_missing_is_null_and_never_0() throws Exception {
        CoinPage page = page("[{\"id\":\"a\",\"symbol\":\"\",\"name\":\"N\",\"current_price\":null}]");
        assertThat(page.coins()).containsExactly(new Coin("a", "", "N", null, null, null, null, null, null, null,
                new Coin.Supply(null, null, null), new Coin.Extremes(null, null, null, null), null));
        assertThat(page.oddNumbers()).isZero();
    }

    @Test
    void numbers_may_be_text_or_in_scientific_notation() throws Exception {
        assertThat(only(row("\"current_price\":\"1.5\"")).price()).isEqualTo(1.5);
        assertThat(only(row("\"current_price\":2.3e-12")).price()).isEqualTo(2.3e-12);
        assertThat(only(row("\"current_price\":\"4.2E-9\"")).price()).isEqualTo(4.2e-9);
        assertThat(only(row("\"current_price\":0")).price()).isEqualTo(0.0);
        assertThat(only(row("\"market_cap_rank\":\"17\"")).marketCapRank()).isEqualTo(17);
        assertThat(only(row("\"market_cap_rank\":17.0")).marketCapRank()).isEqualTo(17);
    }

    @Test
    void an_invalid_number_or_time_is_null_and_counted() throws Exception {
        CoinPage page = page("[" + row("\"current_price\":\"n/a\",\"market_cap\":-1,\"high_24h\":1e400,"
                + "\"low_24h\":1e-400,\"market_cap_rank\":0,\"ath\":[],\"ath_date\":\"yesterday\",\"atl_date\":5")
                + "]");
        Coin coin = page.coins().getFirst();
        assertThat(page.oddNumbers()).isEqualTo(8);
        assertThat(coin.price()).isNull();
        assertThat(coin.marketCap()).isNull();
        assertThat(coin.low24h()).isNull();
        assertThat(coin.marketCapRank()).isNull();
        assertThat(coin.extremes()).isEqualTo(new Coin.Extremes(null, null, null, null));
    }

    @Test
    void numbers_longer_than_a_double_are_counted() throws Exception {
        assertThat(page("[" + row("\"current_price\":1.2345678901234567,\"ath\":123456789012345000") + "]")
                .longNumbers()).isEqualTo(1);
    }

    @Test
    void a_row_that_is_no_coin_is_refused_and_the_others_count() throws Exception {
        CoinPage page = page("[" + row("\"ath\":1") + ",{\"id\":\"b\",\"symbol\":null,\"name\":\"B\"},7,"
                + "{\"id\":\" \",\"symbol\":\"c\",\"name\":\"C\"}]");
        assertThat(page.coins()).hasSize(1);
        assertThat(page.refused()).isEqualTo(3);
    }

    @Test
    void a_coin_whose_texts_fit_no_key_or_table_is_refused_and_the_others_count() throws Exception {
        for (String coin : List.of(named("a\\u0000", "s", "N"), named("a\\u200b", "s", "N"), named("a b", "s", "N"),
                named("a\\ud800", "s", "N"), named("a".repeat(257), "s", "N"), named("a", "s\\u0000", "N"),
                named("a", "s\\n", "N"), named("a", "s", "N\\u0000"), named("a", "s", "N\\udc00"),
                named("a", "s".repeat(257), "N"), named("a", "s", "N".repeat(1001)))) {
            CoinPage page = page("[" + coin + "," + named("b", "s", "N") + "]");
            assertThat(page.coins()).as(coin).extracting(Coin::id).containsExactly("b");
            assertThat(page.refused()).as(coin).isEqualTo(1);
        }
    }

    @Test
    void a_coin_may_have_a_name_and_a_symbol_in_any_script() throws Exception {
        assertThat(only(named("b-1", "\u4eba\u751f", "\u5e01\u5b89\u00a0\ud83d\udc36 (Wormhole)")).name()).hasSize(16);
    }

    @Test
    void a_body_that_is_no_list_of_coins_is_unreadable() {
        assertThatThrownBy(() -> page("{\"coins\":[]}")).isInstanceOf(UnreadableBody.class);
        assertThatThrownBy(() -> page("[[1,2],[3]]")).isInstanceOf(UnreadableBody.class);
        assertThatThrownBy(() -> page("[{\"id\":\"a\",")).isInstanceOf(UnreadableBody.class);
    }

    @Test
    void an_error_is_recognised_in_every_envelope() throws Exception {
        assertThat(problem("{\"status\":{\"error_code\":429,\"error_message\":\"slow\"}}"))
                .contains(new Problem(429, "slow"));
        assertThat(problem("{\"error\":{\"status\":{\"error_code\":10002,\"error_message\":\"key\"}}}"))
                .contains(new Problem(10_002, "key"));
        assertThat(problem("{\"error_code\":10011,\"status\":{\"error_message\":\"root\"}}"))
                .contains(new Problem(10_011, "root"));
        assertThat(problem("{\"error\":\"coin not found\"}")).contains(new Problem(0, "coin not found"));
        assertThat(problem("[]")).isEmpty();
        assertThat(problem("{}")).isEmpty();
    }

    private static Optional<Problem> problem(String body) throws UnreadableBody {
        return CoinGeckoPayloads.problem(JsonBody.tree(body));
    }

    private static CoinPage page(String body) throws UnreadableBody {
        return CoinGeckoPayloads.page(JsonBody.tree(body));
    }

    private static Coin only(String row) throws UnreadableBody {
        return page("[" + row + "]").coins().getFirst();
    }

    private static String named(String id, String symbol, String name) {
        return "{\"id\":\"%s\",\"symbol\":\"%s\",\"name\":\"%s\"}".formatted(id, symbol, name);
    }

    private static String row(String fields) {
        return "{\"id\":\"a\",\"symbol\":\"s\",\"name\":\"N\"," + fields + "}";
    }
}
