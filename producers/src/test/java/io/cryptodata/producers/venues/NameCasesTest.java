package io.cryptodata.producers.venues;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ExchangeListings.Update;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Names and states after public reports about venues' listings, in a folder beside the repository; skipped where it is
/// missing.
class NameCasesTest {
    private static final Path CASES = Path.of(System.getProperty("repository.root", "."), "..", "shared", "cases",
            "venues");

    @Test
    void krakens_synthetic_market_is_not_the_market_beside_it() throws IOException {
        assertThat(listing("kraken", "/AssetPairs", "F1-kraken-synthetic-beside-spot.json", ""))
                .extracting(one -> one.market().asset(), Listing::venueSymbol)
                .containsExactly(tuple("ZEC/USD", "XZECZUSD"), tuple("SOL/USD", "SOLUSD"));
    }

    @Test
    void multipliers_are_no_part_of_a_name() throws Exception {
        JsonNode file = JsonBody.tree(file("F5-multiplier-behind-the-name.json"));
        List<Listed> rows = new ArrayList<>();
        file.path("coins").forEach(coin -> rows.add(Listed.coin(coin.path("id").asText(), coin.path("symbol").asText(),
                coin.path("rank").asInt(), null)));
        Coins coins = Coins.of(ExchangeListings.empty("coingecko").update(rows, Instant.EPOCH, ListingRules.COINS)
                .after().entries().values());
        file.path("bases").properties().forEach(base -> assertThat(coins.rankOf(base.getKey(), Coins.Order.RANK))
                .as(base.getKey()).isEqualTo(base.getValue().asInt()));
    }

    @Test
    void of_bitgets_two_markets_of_one_name_one_keeps_it_whatever_the_order() throws IOException {
        List<Listed> rows = listing("bitget", "/spot/", "F6-bitget-two-markets-one-name.json",
                "{\"code\":\"00000\",\"data\":[]}").stream().map(
                        one -> Listed.market(one.market().asset(),
                                one.venueSymbol(), one.tradable(), one.venueStatus(), null, BigDecimal.ONE))
                .toList();
        ExchangeListings listings = ExchangeListings.empty("bitget");
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (List<Listed> order : List.of(rows, rows.reversed(), rows)) {
            Update update = listings.update(order, time, ListingRules.VENUE);
            listings = update.after();
            time = time.plus(Duration.ofHours(1));
            assertThat(Objects.requireNonNull(listings.entries().get("TON/USDT")).last().venueSymbol())
                    .isEqualTo("TONUSDT");
            assertThat(update.doubts()).singleElement().asString().contains("TON/USDT", "TONUSDT", "TONCOINUSDT");
        }
    }

    @Test
    void a_market_of_mexc_trades_although_orders_by_api_are_not_allowed() throws IOException {
        assertThat(
                listing("mexc", "/api/v3/", "F10-mexc-api-trading-not-allowed.json", "{\"success\":true,\"data\":[]}"))
                .extracting(one -> one.market().asset(), Listing::tradable)
                .containsExactly(tuple("BTC/USDT", true), tuple("QRL/USDT", true), tuple("GONE/USDT", false));
    }

    @Test
    void the_old_status_word_of_mexc_means_that_a_market_trades() throws IOException {
        assertThat(listing("mexc", "/api/v3/", "F10-mexc-old-status-word.json", "{\"success\":true,\"data\":[]}"))
                .hasSize(2).allMatch(Listing::tradable);
    }

    @Test
    void a_contract_of_okx_without_an_underlying_waits() throws IOException {
        assertThat(listing("okx", "instType=SWAP", "F11-okx-preopen-without-underlying.json",
                "{\"code\":\"0\",\"data\":[]}")).extracting(one -> one.market().asset()).containsExactly("BTC/USD:USD");
    }

    @Test
    void a_contract_of_binance_without_a_type_is_perpetual_if_it_delivers_in_2100() throws IOException {
        assertThat(listing("binance", "/fapi/", "F12-binance-perpetual-without-contract-type.json", "{\"symbols\":[]}"))
                .extracting(one -> one.market().asset(), Listing::tradable)
                .containsExactly(tuple("BTC/USDT:USDT", true), tuple("BTCST/USDT:USDT", false));
    }

    private static List<Listing> listing(String exchange, String part, String name, String others)
            throws IOException {
        String body = file(name);
        return VenueRows.with(exchange, uri -> uri.contains(part) ? body : others,
                venue -> DirectRunner.value(venue.listing().listing()).markets());
    }

    private static String file(String name) throws IOException {
        Path file = CASES.resolve(name);
        assumeTrue(Files.exists(file), "skipped: " + file + " is missing");
        return Files.readString(file);
    }
}
