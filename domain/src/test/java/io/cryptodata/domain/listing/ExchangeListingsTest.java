package io.cryptodata.domain.listing;

import io.cryptodata.domain.listing.ExchangeListings.Update;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import static io.cryptodata.domain.listing.ListingStatus.DELISTED;
import static io.cryptodata.domain.listing.ListingStatus.HALTED;
import static io.cryptodata.domain.listing.ListingStatus.RENAMED;
import static io.cryptodata.domain.listing.ListingStatus.TRADING;
import static org.assertj.core.api.Assertions.assertThat;

class ExchangeListingsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private ExchangeListings known = ExchangeListings.empty("binance");
    private Instant time = NOON;

    @Test
    void a_first_listing_is_told_whole_with_the_status_of_each() {
        Update heard = hear(market("BTC/USDT"), halted("OLD/USDT"));
        assertThat(heard.changed()).extracting(RecordedListing::asset).containsExactly("BTC/USDT", "OLD/USDT");
        assertThat(heard.changed()).extracting(RecordedListing::status).containsExactly(TRADING, HALTED);
        assertThat(of("BTC/USDT").firstSeen()).isEqualTo(NOON);
        assertThat(of("BTC/USDT").history()).containsExactly(new StatusSince(TRADING, NOON));
    }

    @Test
    void the_same_listing_again_is_told_once_a_day_but_seen_every_time() {
        hear(market("BTC/USDT"));
        for (int hour = 1; hour < 24; hour++) {
            assertThat(hearLater(Duration.ofHours(1), market("BTC/USDT")).changed()).isEmpty();
        }
        assertThat(of("BTC/USDT").lastSeen()).isEqualTo(NOON.plus(Duration.ofHours(23)));
        assertThat(hearLater(Duration.ofHours(1), market("BTC/USDT")).changed()).hasSize(1);
        assertThat(hearLater(Duration.ofHours(1), market("BTC/USDT")).changed()).isEmpty();
    }

    @Test
    void halted_delisted_and_listed_again_are_states_that_the_history_keeps() {
        hear(market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"));
        hearLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), halted("XRP/USDT"));
        hearLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"));
        Update back = hearLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"));
        assertThat(back.changed()).extracting(RecordedListing::asset).containsExactly("XRP/USDT");
        assertThat(of("XRP/USDT").history()).extracting(StatusSince::status)
                .containsExactly(TRADING, HALTED, DELISTED, TRADING);
        assertThat(of("XRP/USDT").firstSeen()).isEqualTo(NOON);
    }

    @Test
    void the_same_place_under_another_unified_symbol_is_a_renaming_and_back_again() {
        hear(market("MATIC/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        hearLater(Duration.ofHours(1), market("POL/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        assertThat(of("MATIC/USDT").status()).isEqualTo(RENAMED);
        assertThat(of("MATIC/USDT").renamedTo()).isEqualTo("POL/USDT");
        assertThat(of("POL/USDT").history()).containsExactly(
                new StatusSince(TRADING, NOON.plus(Duration.ofHours(1))));
        hearLater(Duration.ofHours(1), market("MATIC/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        assertThat(of("MATIC/USDT").status()).isEqualTo(TRADING);
        assertThat(of("MATIC/USDT").renamedTo()).isNull();
        assertThat(of("POL/USDT").renamedTo()).isEqualTo("MATIC/USDT");
    }

    @Test
    void a_contract_is_not_the_successor_of_a_spot_market_of_the_same_name() {
        hear(market("BTC/USDT", "BTCUSDT"), market("ETH/USDT"), market("XRP/USDT"));
        hearLater(Duration.ofHours(1), market("BTC/USDT:USDT", "BTCUSDT"), market("ETH/USDT"), market("XRP/USDT"));
        assertThat(of("BTC/USDT").status()).isEqualTo(DELISTED);
    }

    @Test
    void a_listing_that_lacks_more_than_half_changes_nothing_until_the_next_one_says_the_same() {
        Listed[] ten = markets(10);
        hear(ten);
        Listed[] four = Arrays.copyOf(ten, 4);
        Update doubted = hearLater(Duration.ofHours(1), four);
        assertThat(doubted.changed()).isEmpty();
        assertThat(doubted.suspicion()).contains("lacks 6 of the 10 markets");
        assertThat(known.count(TRADING)).isEqualTo(10);
        assertThat(hearLater(Duration.ofMinutes(5), four).isAccepted()).as("too soon to be another occasion").isFalse();
        assertThat(hearLater(Duration.ofMinutes(55), four).isAccepted()).isTrue();
        assertThat(known.count(DELISTED)).isEqualTo(6);
    }

    @Test
    void a_venue_that_was_wrong_by_half_for_an_hour_has_changed_nothing() {
        Listed[] ten = markets(10);
        hear(ten);
        ExchangeListings before = known;
        hearLater(Duration.ofHours(1), Arrays.copyOf(ten, 3));
        assertThat(hearLater(Duration.ofHours(1), ten).changed()).isEmpty();
        assertThat(known.suspectedAt()).isNull();
        assertThat(known.entries().keySet()).isEqualTo(before.entries().keySet());
        assertThat(hearLater(Duration.ofHours(1), Arrays.copyOf(ten, 3)).isAccepted()).isFalse();
    }

    @Test
    void exactly_half_is_believed_and_an_empty_listing_is_not() {
        Listed[] ten = markets(10);
        hear(ten);
        assertThat(hearLater(Duration.ofHours(1)).suspicion()).isEqualTo("the listing is empty");
        assertThat(hearLater(Duration.ofHours(1), Arrays.copyOf(ten, 5)).isAccepted()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_counts_as_standing_still() {
        hear(market("BTC/USDT"), market("ETH/USDT"));
        hearLater(Duration.ofMinutes(-5), market("BTC/USDT"), halted("ETH/USDT"));
        assertThat(of("ETH/USDT").history()).extracting(StatusSince::since).containsExactly(NOON, NOON);
        assertThat(of("BTC/USDT").lastSeen()).isEqualTo(NOON);
    }

    @Test
    void a_coin_that_was_not_among_those_asked_for_stays_without_a_rank() {
        Listed far = Listed.coin("far", "FAR", 2000, 5.0);
        known = known.update(List.of(Listed.coin("bitcoin", "BTC", 1, 1e9), far), NOON, ListingRules.COINS).after();
        Update heard = known.update(List.of(Listed.coin("bitcoin", "BTC", 1, 1e9)), NOON.plusSeconds(1800),
                ListingRules.COINS);
        assertThat(heard.changed()).extracting(RecordedListing::asset).containsExactly("far");
        assertThat(heard.changed().getFirst().status()).isEqualTo(TRADING);
        assertThat(heard.changed().getFirst().last().rank()).isNull();
        assertThat(heard.changed().getFirst().lastSeen()).isEqualTo(NOON);
    }

    @Test
    void the_history_keeps_the_newest_sixty_four() {
        for (int i = 0; i < 100; i++) {
            hearLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"),
                    i % 2 == 0 ? market("DOT/USDT") : halted("DOT/USDT"));
        }
        assertThat(of("DOT/USDT").history()).hasSize(64).last()
                .isEqualTo(new StatusSince(HALTED, NOON.plus(Duration.ofHours(100))));
    }

    @Test
    void of_two_lines_under_one_symbol_the_one_that_trades_counts() {
        hear(market("BTC/USDT", "BTCUSDT"), new Listed("ETH/USDT", "ETHOLD", false, "BREAK", null, BigDecimal.ONE, null,
                null), market("ETH/USDT", "ETHUSDT"));
        assertThat(of("ETH/USDT").last().venueSymbol()).isEqualTo("ETHUSDT");
    }

    private Update hearLater(Duration later, Listed... listing) {
        time = time.plus(later);
        return hear(listing);
    }

    private Update hear(Listed... listing) {
        Update heard = known.update(List.of(listing), time, ListingRules.VENUE);
        known = heard.after();
        return heard;
    }

    private RecordedListing of(String asset) {
        RecordedListing entry = known.entries().get(asset);
        assertThat(entry).as(asset).isNotNull();
        return Objects.requireNonNull(entry);
    }

    private static Listed[] markets(int count) {
        List<Listed> markets = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> markets.add(market("COIN" + i + "/USDT")));
        return markets.toArray(Listed[]::new);
    }

    private static Listed market(String asset) {
        return market(asset, asset.replace("/", ""));
    }

    private static Listed market(String asset, String venueSymbol) {
        return Listed.market(asset, venueSymbol, true, "TRADING", null, BigDecimal.ONE);
    }

    private static Listed halted(String asset) {
        return Listed.market(asset, asset.replace("/", ""), false, "BREAK", null, BigDecimal.ONE);
    }
}
