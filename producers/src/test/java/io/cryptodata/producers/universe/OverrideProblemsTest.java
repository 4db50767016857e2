package io.cryptodata.producers.universe;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.Overrides;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.producers.universe.OverrideRows.FlagRow;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class OverrideProblemsTest {
    private static final Set<String> VENUES = Set.of("binance", "okx");
    private static final Map<String, RecordedListing> OKX = listing("okx", "BTC/USDT");
    private static final Map<String, Map<String, RecordedListing>> LISTINGS = Map.of("binance",
            listing("binance", "BTC/USDT", "DOGE/USDT"), "okx", OKX, "kraken", listing("kraken", "XMR/USD"));

    @Test
    void a_flag_that_no_rule_reads_is_named_with_the_nearest_known_one() {
        assertThat(flagged("DOGE", "exlude")).containsExactly(
                Map.entry("flag exlude of DOGE", "no rule reads this flag: is 'exclude' meant?"));
        assertThat(flagged("DOGE", "EXCLUDE").values()).containsExactly(
                "no rule reads this flag: is 'exclude' meant?");
        assertThat(flagged("DOGE", "favourite").values()).containsExactly(
                "no rule reads this flag; the only one is 'exclude'");
    }

    @Test
    void a_base_that_no_venue_lists_is_named_with_the_one_that_differs_in_case() {
        assertThat(flagged("doge", "exclude")).containsExactly(Map.entry("flag exclude of doge",
                "no venue lists a market of this base: is 'DOGE' meant?"));
        assertThat(flagged("NOPE", "exclude").values()).containsExactly("no venue lists a market of this base");
        assertThat(flagged("XMR", "exclude")).isEmpty();
        assertThat(flagged("DOGE", "exclude")).isEmpty();
    }

    @Test
    void nothing_is_reported_about_bases_before_every_venue_is_listed() {
        assertThat(OverrideProblems.of(VENUES, facts(Map.of("okx", OKX), Overrides.none()),
                List.of(new FlagRow("NOPE", "exclude", true)), Set.of())).isEmpty();
    }

    @Test
    void a_declared_market_that_its_venue_does_not_list_is_named_with_the_one_that_differs_in_case() {
        assertThat(declared("okx:btc/USDT", true)).containsExactly(Map.entry("declaration of btc/USDT at okx",
                "the venue does not list it, so that it may refuse requests for its candles: is 'BTC/USDT' meant?"));
        assertThat(declared("okx:NOPE/USDT", false).values()).containsExactly("the venue does not list it");
        assertThat(declared("okx:BTC/USDT", true)).isEmpty();
        assertThat(declared("okx:BTC/USDT", false)).isEmpty();
    }

    @Test
    void a_venue_that_does_not_exist_is_named_with_the_nearest_one() {
        assertThat(declared("binanse:BTC/USDT", false)).containsExactly(
                Map.entry("declaration of BTC/USDT at binanse",
                        "there is no venue of this name: is 'binance' meant?"));
        assertThat(declared("kraken:XMR/USD", false)).isEmpty();
    }

    @Test
    void a_declaration_that_contradicts_a_flag_is_named() {
        Overrides both = new Overrides(Map.of("binance:DOGE/USDT", true, "binance:BTC/USDT", false),
                Set.of("DOGE", "BTC"));
        assertThat(OverrideProblems.of(VENUES, facts(LISTINGS, both), List.of(), Set.of())).containsExactly(
                Map.entry("declaration of DOGE/USDT at binance", "a flag excludes DOGE, but the declaration takes "
                        + "precedence: delete one of the two rows"));
    }

    @Test
    void a_declaration_that_is_refused_already_is_not_named_twice() {
        assertThat(OverrideProblems.of(VENUES, facts(LISTINGS, new Overrides(Map.of("okx:NOPE/USDT", true), Set.of())),
                List.of(), Set.of("okx:NOPE/USDT"))).isEmpty();
    }

    private static Map<String, String> flagged(String base, String flag) {
        return OverrideProblems.of(VENUES, facts(LISTINGS, Overrides.none()),
                List.of(new FlagRow(base, flag, true)), Set.of());
    }

    private static Map<String, String> declared(String key, boolean track) {
        return OverrideProblems.of(VENUES, facts(LISTINGS, new Overrides(Map.of(key, track), Set.of())), List.of(),
                Set.of());
    }

    private static UniverseFacts facts(Map<String, Map<String, RecordedListing>> listings, Overrides overrides) {
        return new UniverseFacts(listings, Coins.unavailable(), overrides, _ -> Optional.empty());
    }

    private static Map<String, RecordedListing> listing(String exchange, String... assets) {
        List<Listed> listed = Stream.of(assets).map(asset -> Listed.market(asset, asset, true, "TRADING", null,
                BigDecimal.ONE)).toList();
        return ExchangeListings.empty(exchange).update(listed, Instant.EPOCH, ListingRules.VENUE).after().entries();
    }
}
