package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.UniverseMarket.Reason;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static io.cryptodata.domain.universe.UniverseMarket.Reason.DECLARED;
import static io.cryptodata.domain.universe.UniverseMarket.Reason.EXCLUDED;
import static io.cryptodata.domain.universe.UniverseMarket.Reason.RULES;
import static org.assertj.core.api.Assertions.assertThat;

class UniversePlannerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Set<MarketKind> BOTH = Set.of(MarketKind.SPOT, MarketKind.LINEAR);
    private static final UniverseRules ALL = rules(0, UniverseRules.EVERYTHING, UniverseRules.NOTHING);

    private final Map<Market, UniverseMarket> universe = new HashMap<>();
    private ExchangeListings listings = ExchangeListings.empty("binance");
    private Coins coins = Coins.unavailable();
    private Overrides overrides = Overrides.none();
    private Instant now = NOON;

    @Test
    void trading_markets_are_added_by_quote_and_kind_and_only_once() {
        list(trading("BTC/USDT"), trading("BTC/USDT:USDT"), trading("BTC/USD:BTC"), trading("ETH/EUR"),
                halted("OLD/USDT"));
        assertThat(plan(ALL).changed()).extracting(each -> each.market().asset())
                .containsExactly("BTC/USDT", "BTC/USDT:USDT");
        assertThat(plan(ALL).changed()).isEmpty();
    }

    @Test
    void patterns_narrow_what_the_rules_accept() {
        list(trading("BTC/USDT"), trading("ETH/USDT"), trading("UPUSDT/USDT"));
        plan(rules(0, Pattern.compile("binance:(BTC|UP).*"), Pattern.compile(".*:UP.*")));
        assertThat(tracked()).containsExactly("BTC/USDT");
    }

    @Test
    void the_first_coins_are_added_and_stay_until_they_are_a_tenth_behind() {
        list(trading("A/USDT"), trading("B/USDT"), trading("C/USDT"));
        UniverseRules ten = rules(10, UniverseRules.EVERYTHING, UniverseRules.NOTHING);
        coins = ranks(Map.of("A", 10, "B", 11));
        plan(ten);
        assertThat(tracked()).containsExactly("A/USDT");
        coins = ranks(Map.of("A", 11, "B", 9, "C", 8));
        plan(ten);
        assertThat(tracked()).containsExactly("A/USDT", "B/USDT", "C/USDT");
        coins = ranks(Map.of("A", 12, "B", 9, "C", 8));
        plan(ten);
        assertThat(tracked()).containsExactly("B/USDT", "C/USDT");
        assertThat(entryOf("A/USDT")).satisfies(left -> {
            assertThat(left.tracked()).isFalse();
            assertThat(left.reason()).isEqualTo(RULES);
            assertThat(left.rank()).isEqualTo(12);
        });
    }

    @Test
    void a_market_that_converts_an_accepted_quote_into_usdt_is_added_whatever_its_rank_and_kind() {
        list(trading("ETH/EUR"), trading("EUR/USDT"), trading("USDT/EUR"), trading("EUR/USDT:USDT"),
                trading("TRY/USDT"), trading("A/USDT"));
        coins = ranks(Map.of("ETH", 2));
        plan(new UniverseRules(Set.of("binance"), Set.of("EUR"), Set.of(MarketKind.SPOT), 10, Coins.Order.RANK,
                UniverseRules.EVERYTHING, UniverseRules.NOTHING, new HistoryStart.FromListing()));
        assertThat(tracked()).containsExactly("ETH/EUR", "EUR/USDT", "USDT/EUR");
    }

    @Test
    void without_ranks_no_market_is_added_or_dropped_except_declared_ones() {
        list(trading("A/USDT"), trading("B/USDT"));
        UniverseRules ten = rules(10, UniverseRules.EVERYTHING, UniverseRules.NOTHING);
        overrides = declared("binance:B/USDT", true);
        assertThat(plan(ten).ranksUnavailable()).isTrue();
        assertThat(tracked()).containsExactly("B/USDT");
        coins = ranks(Map.of("A", 1));
        assertThat(plan(ten).ranksUnavailable()).isFalse();
        coins = Coins.unavailable();
        plan(ten);
        assertThat(tracked()).containsExactly("A/USDT", "B/USDT");
    }

    @Test
    void a_declaration_overrides_a_flag_and_a_flag_overrides_the_rules() {
        list(trading("A/USDT"), trading("B/USDT"), trading("C/USDT"));
        overrides = new Overrides(Map.of("binance:A/USDT", true, "binance:C/USDT", false), Set.of("A", "B"));
        plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT");
        assertThat(reasonOf("A/USDT")).isEqualTo(DECLARED);
        overrides = Overrides.none();
        plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT", "B/USDT", "C/USDT");
        overrides = new Overrides(Map.of("binance:C/USDT", false), Set.of("B"));
        plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT");
        assertThat(reasonOf("B/USDT")).isEqualTo(EXCLUDED);
        assertThat(reasonOf("C/USDT")).isEqualTo(DECLARED);
        assertThat(reasonOf("A/USDT")).isEqualTo(RULES);
    }

    @Test
    void a_declared_market_that_is_not_listed_is_fetched_under_a_derived_venue_symbol() {
        list(trading("A/USDT"));
        overrides = declared("binance:NEW/USDT", true);
        plan(ALL);
        UniverseMarket entry = entryOf("NEW/USDT");
        assertThat(entry.venueSymbol()).isEqualTo("NEWUSDT");
        assertThat(entry.status()).isEqualTo(ListingStatus.TRADING);
        overrides = Overrides.none();
        plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT");
    }

    @Test
    void a_declared_market_that_cannot_be_tracked_is_refused_with_a_reason() {
        list(trading("A/USDT"), trading("A/USD:A"));
        overrides = new Overrides(Map.of("binance:NEW/USDT:USDT", true, "kraken:A/USDT", true, "binance:A/USD:A", true,
                "binance:nonsense", true), Set.of());
        UniversePlan plan = plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT");
        assertThat(plan.refused().get("binance:NEW/USDT:USDT")).contains("does not list it");
        assertThat(plan.refused().get("kraken:A/USDT")).contains("the venues are [binance]");
        assertThat(plan.refused().get("binance:A/USD:A")).contains("neither a spot market nor a linear contract");
        assertThat(plan.refused().get("binance:nonsense")).contains("is not a market");
    }

    @Test
    void a_listed_name_that_is_no_market_is_refused_and_costs_no_other() {
        list(trading("A/USDT"), trading("B\u200b/USDT"), trading("C/USDT"));
        UniversePlan plan = plan(ALL);
        assertThat(tracked()).containsExactly("A/USDT", "C/USDT");
        assertThat(plan.refused()).hasSize(1).allSatisfy((key, reason) -> {
            assertThat(key).isEqualTo("binance:B\\u200b/USDT");
            assertThat(reason).contains("its listed name is not a market", "U+200B");
        });
    }

    @Test
    void a_market_that_stops_trading_stays_with_its_status_and_resumes() {
        list(trading("A/USDT"), trading("B/USDT"), trading("C/USDT"), trading("D/USDT"));
        plan(ALL);
        list(halted("A/USDT"), trading("B/USDT"), trading("D/USDT"));
        plan(ALL);
        assertThat(entryOf("A/USDT").status()).isEqualTo(ListingStatus.HALTED);
        assertThat(entryOf("C/USDT").status()).isEqualTo(ListingStatus.DELISTED);
        assertThat(tracked()).containsExactly("A/USDT", "B/USDT", "C/USDT", "D/USDT");
        list(trading("A/USDT"), trading("B/USDT"), trading("C/USDT"), trading("D/USDT"));
        plan(ALL);
        assertThat(entryOf("C/USDT").status()).isEqualTo(ListingStatus.TRADING);
    }

    @Test
    void an_entry_has_the_times_at_which_tracking_started_or_ended_and_they_never_decrease() {
        list(trading("A/USDT"));
        plan(ALL);
        now = NOON.plusSeconds(60);
        list(halted("A/USDT"));
        plan(ALL);
        assertThat(entryOf("A/USDT").history()).containsExactly(new TrackedSince(true, NOON));
        overrides = declared("binance:A/USDT", false);
        plan(ALL);
        now = NOON.plusSeconds(30);
        overrides = Overrides.none();
        list(trading("A/USDT"));
        plan(ALL);
        assertThat(entryOf("A/USDT").history()).containsExactly(new TrackedSince(true, NOON),
                new TrackedSince(false, NOON.plusSeconds(60)), new TrackedSince(true, NOON.plusSeconds(60)));
        for (int change = 0; change < 100; change++) {
            now = NOON.plusSeconds(100 + change);
            overrides = change % 2 == 0 ? declared("binance:A/USDT", false) : Overrides.none();
            plan(ALL);
        }
        assertThat(entryOf("A/USDT").history()).hasSize(UniverseMarket.MAX_HISTORY)
                .endsWith(new TrackedSince(true, NOON.plusSeconds(199)));
    }

    @Test
    void a_delisted_market_that_is_declared_is_fetched() {
        list(trading("A/USDT"), trading("B/USDT"));
        plan(ALL);
        list(trading("B/USDT"));
        overrides = declared("binance:A/USDT", true);
        plan(ALL);
        assertThat(entryOf("A/USDT").status()).isEqualTo(ListingStatus.TRADING);
    }

    @Test
    void markets_of_a_venue_without_a_listing_stay_unchanged() {
        list(trading("A/USDT"));
        plan(ALL);
        listings = ExchangeListings.empty("binance");
        assertThat(plan(ALL).changed()).isEmpty();
        assertThat(tracked()).containsExactly("A/USDT");
    }

    @Test
    void a_market_of_a_venue_that_was_removed_is_dropped() {
        list(trading("A/USDT"));
        plan(ALL);
        plan(new UniverseRules(Set.of("bybit"), Set.of("USDT"), BOTH, 0, Coins.Order.RANK, UniverseRules.EVERYTHING,
                UniverseRules.NOTHING, new HistoryStart.FromListing()));
        assertThat(tracked()).isEmpty();
    }

    @Test
    void the_start_of_history_is_decided_once() {
        UniverseRules back = new UniverseRules(Set.of("binance"), Set.of("USDT"), BOTH, 0, Coins.Order.RANK,
                UniverseRules.EVERYTHING, UniverseRules.NOTHING, new HistoryStart.Back(Duration.ofDays(90)));
        list(trading("A/USDT"));
        plan(back);
        now = NOON.plus(Duration.ofDays(5));
        list(halted("A/USDT"));
        plan(back);
        assertThat(entryOf("A/USDT").expectedFrom()).isEqualTo(NOON.minus(Duration.ofDays(90)));
        assertThat(new HistoryStart.Since(NOON.plusSeconds(1)).firstHour(NOON)).isEqualTo(NOON.plusSeconds(3600));
        assertThat(new HistoryStart.FromListing().firstHour(NOON)).isNull();
    }

    @Test
    void a_market_whose_ids_would_collide_is_refused_and_the_first_one_stays() {
        list(trading("B/USDT"));
        plan(ALL);
        list(trading("A/USDT"), trading("B/USDT"));
        UniversePlan plan = UniversePlanner.plan(ALL, facts(), universe.values(), now, _ -> 7L);
        assertThat(plan.changed()).isEmpty();
        assertThat(plan.refused()).containsOnlyKeys("binance:A/USDT");
        assertThat(plan.refused().get("binance:A/USDT")).contains("would equal those of binance:B/USDT");
    }

    @Test
    void of_coins_with_one_symbol_the_best_rank_counts_and_bundles_count_as_their_coin() {
        coins = Coins.of(ExchangeListings.empty("coingecko").update(List.of(Listed.coin("a", "pepe", 30, 10.0),
                Listed.coin("b", "PEPE", 900, 99.0), Listed.coin("c", "cat", 5, null)), NOON, ListingRules.COINS)
                .after().entries().values());
        assertThat(coins.rankOf("PEPE", Coins.Order.RANK)).isEqualTo(30);
        assertThat(coins.rankOf("1000PEPE", Coins.Order.RANK)).isEqualTo(30);
        assertThat(coins.rankOf("1000000PEPE", Coins.Order.VOLUME)).isEqualTo(1);
        assertThat(coins.rankOf("1MPEPE", Coins.Order.RANK)).isEqualTo(30);
        assertThat(coins.rankOf("CAT", Coins.Order.VOLUME)).isNull();
        assertThat(coins.rankOf("1INCH", Coins.Order.RANK)).isNull();
    }

    private UniversePlan plan(UniverseRules rules) {
        UniversePlan plan = UniversePlanner.plan(rules, facts(), universe.values(), now);
        plan.changed().forEach(each -> universe.put(each.market(), each));
        return plan;
    }

    private UniverseFacts facts() {
        return new UniverseFacts(Map.of("binance", listings.entries()), coins, overrides, market -> market.isSpot()
                ? Optional.of(market.base() + market.quote())
                : Optional.empty());
    }

    private List<String> tracked() {
        return universe.values().stream().filter(UniverseMarket::tracked).map(each -> each.market().asset()).sorted()
                .toList();
    }

    private UniverseMarket entryOf(String asset) {
        return Objects.requireNonNull(universe.get(market(asset)));
    }

    private Reason reasonOf(String asset) {
        return entryOf(asset).reason();
    }

    private void list(Listed... lines) {
        listings = listings.update(Arrays.asList(lines), now, ListingRules.VENUE).after();
    }

    private static Overrides declared(String key, boolean track) {
        return new Overrides(Map.of(key, track), Set.of());
    }

    private static Coins ranks(Map<String, Integer> bySymbol) {
        List<Listed> coins = new ArrayList<>();
        bySymbol.forEach((symbol, rank) -> coins.add(Listed.coin(symbol + "-coin", symbol, rank, null)));
        return Coins.of(ExchangeListings.empty("coingecko").update(coins, NOON, ListingRules.COINS).after().entries()
                .values());
    }

    private static UniverseRules rules(int top, Pattern include, Pattern exclude) {
        return new UniverseRules(Set.of("binance"), Set.of("USDT"), BOTH, top, Coins.Order.RANK, include, exclude,
                new HistoryStart.FromListing());
    }

    private static Market market(String asset) {
        return new Market("binance", asset);
    }

    private static Listed trading(String asset) {
        return Listed.market(asset, asset.replace("/", ""), true, "TRADING", null, BigDecimal.ONE);
    }

    private static Listed halted(String asset) {
        return Listed.market(asset, asset.replace("/", ""), false, "BREAK", null, BigDecimal.ONE);
    }
}
