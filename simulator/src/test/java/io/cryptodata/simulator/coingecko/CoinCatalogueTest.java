package io.cryptodata.simulator.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class CoinCatalogueTest {
    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");
    private static final long SLOT = SeededCoin.slotOf(NEW_YEAR);

    private static final int PAGES = 8;
    private static final int PAGE_SIZE = 250;

    private final long seed = new Random().nextLong();
    private final List<SeededCoin> coins = CoinCatalogue.of(seed, List.of("BTC", "MOTE", "EUR", "MOTE"));

    @Test
    void ids_are_unique_and_some_symbols_are_shared() {
        assertThat(coins).hasSize(2100);
        assertThat(coins.stream().map(SeededCoin::id).distinct()).hasSize(2100);
        assertThat(coins.stream().map(SeededCoin::symbol).distinct().count()).as("seed %d", seed)
                .isBetween(2000L, 2060L);
        assertThat(coins.stream().filter(coin -> coin.symbol().equals("btc"))).hasSize(2);
    }

    @Test
    void every_traded_base_is_a_coin_and_fiat_currencies_are_not() {
        assertThat(coins.stream().map(SeededCoin::symbol)).contains("btc", "eth", "mote").doesNotContain("eur");
    }

    @Test
    void bitcoin_and_ethereum_are_always_ranked_first_and_second() {
        CoinRanking ranking = new CoinRanking(coins);
        for (int day = 0; day < 400; day++) {
            assertThat(ranking.at(SLOT + 96L * day).subList(0, 2)).as("seed %d", seed)
                    .extracting(SeededCoin::id).containsExactly("bitcoin", "ethereum");
        }
    }

    @Test
    void the_same_seed_and_time_give_the_same_body() {
        String body = page(CoinCatalogue.of(seed, List.of("BTC", "MOTE")), SLOT);
        assertThat(page(coins, SLOT)).as("seed %d", seed).isEqualTo(body);
    }

    /// A page's coins change within half an hour: rarely on one given page, always on some of the eight.
    @Test
    void coins_move_between_pages_over_time() {
        CoinRanking ranking = new CoinRanking(coins);
        List<SeededCoin> before = ranking.at(SLOT);
        List<SeededCoin> after = ranking.at(SLOT + 2);
        long changed = IntStream.range(0, PAGES).filter(i -> !idsOf(before, i).equals(idsOf(after, i))).count();
        assertThat(changed).as("changed pages of %d, seed %d", PAGES, seed).isPositive();
    }

    @Test
    void prices_stay_between_all_time_low_and_high_and_no_date_is_in_the_future() {
        for (SeededCoin coin : coins) {
            for (int i = 0; i < 20; i++) {
                double price = coin.price(SLOT + 777L * i);
                assertThat(price).as("seed %d", seed).isLessThanOrEqualTo(coin.ath())
                        .isGreaterThanOrEqualTo(coin.atl());
            }
            assertThat(coin.athDate(NEW_YEAR)).isBeforeOrEqualTo(NEW_YEAR);
            assertThat(coin.lastUpdated(SLOT)).isBeforeOrEqualTo(NEW_YEAR);
        }
    }

    @Test
    void fields_are_null_about_as_often_as_in_recorded_pages() throws IOException {
        JsonNode rows = new ObjectMapper().readTree(page(coins, SLOT));
        assertThat(nulls(rows, "max_supply")).as("seed %d", seed).isBetween(800L, 1100L);
        assertThat(nulls(rows, "roi")).as("seed %d", seed).isBetween(1800L, 1950L);
        assertThat(nulls(rows, "price_change_24h")).as("seed %d", seed).isBetween(5L, 60L);
        assertThat(nulls(rows, "high_24h")).as("seed %d", seed).isBetween(1L, 35L);
        assertThat(nulls(rows, "market_cap_rank")).as("seed %d", seed).isEqualTo(1);
        assertThat(nulls(rows, "ath")).as("seed %d", seed).isEqualTo(1);
        assertThat(nulls(rows, "ath_date")).as("seed %d", seed).isEqualTo(1);
        assertThat(nulls(rows, "current_price")).as("seed %d", seed).isEqualTo(1);
        assertThat(nulls(rows, "id") + nulls(rows, "symbol") + nulls(rows, "name") + nulls(rows, "last_updated"))
                .isZero();
    }

    @Test
    void some_coins_are_near_their_high_and_some_were_not_updated_for_weeks() {
        long near = coins.stream().filter(coin -> coin.price(SLOT) >= 0.95 * coin.ath()).count();
        long stale = coins.stream().filter(coin -> coin.lastUpdated(SLOT).isBefore(NEW_YEAR.minusSeconds(86_400 * 40)))
                .count();
        assertThat(near).as("seed %d", seed).isBetween(1L, 300L);
        assertThat(stale).as("seed %d", seed).isBetween(3L, 60L);
    }

    @Test
    void dates_are_shifted_on_some_days() throws IOException {
        Set<String> dates = new HashSet<>();
        for (int day = 0; day < 60; day++) {
            JsonNode rows = new ObjectMapper().readTree(page(coins.subList(0, 1), SLOT + 96L * day));
            dates.add(rows.get(0).get("ath_date").asText());
        }
        assertThat(dates).as("seed %d", seed).hasSize(2);
    }

    private static Set<String> idsOf(List<SeededCoin> ranked, int page) {
        return ranked.subList(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).stream().map(SeededCoin::id)
                .collect(Collectors.toSet());
    }

    private static String page(List<SeededCoin> coins, long slot) {
        return CoinBodies.markets(coins, 1, slot);
    }

    private static long nulls(JsonNode rows, String field) {
        long count = 0;
        for (JsonNode row : rows) {
            count += row.path(field).isNull() ? 1 : 0;
        }
        return count;
    }
}
