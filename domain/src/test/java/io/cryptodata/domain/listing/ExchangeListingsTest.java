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

    private ExchangeListings listings = ExchangeListings.empty("binance");
    private Instant time = NOON;

    @Test
    void the_first_listing_is_published_completely_with_the_status_of_each_entry() {
        Update update = update(market("BTC/USDT"), halted("OLD/USDT"));
        assertThat(update.changed()).extracting(RecordedListing::asset).containsExactly("BTC/USDT", "OLD/USDT");
        assertThat(update.changed()).extracting(RecordedListing::status).containsExactly(TRADING, HALTED);
        assertThat(of("BTC/USDT").firstSeen()).isEqualTo(NOON);
        assertThat(of("BTC/USDT").history()).containsExactly(new StatusSince(TRADING, NOON));
    }

    @Test
    void an_unchanged_entry_is_published_once_a_day_but_seen_every_time() {
        update(market("BTC/USDT"));
        for (int hour = 1; hour < 24; hour++) {
            assertThat(updateLater(Duration.ofHours(1), market("BTC/USDT")).changed()).isEmpty();
        }
        assertThat(of("BTC/USDT").lastSeen()).isEqualTo(NOON.plus(Duration.ofHours(23)));
        assertThat(updateLater(Duration.ofHours(1), market("BTC/USDT")).changed()).hasSize(1);
        assertThat(updateLater(Duration.ofHours(1), market("BTC/USDT")).changed()).isEmpty();
    }

    @Test
    void the_history_keeps_halted_delisted_and_relisted_statuses() {
        update(market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"));
        updateLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), halted("XRP/USDT"));
        updateLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"));
        Update back = updateLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"));
        assertThat(back.changed()).extracting(RecordedListing::asset).containsExactly("XRP/USDT");
        assertThat(of("XRP/USDT").history()).extracting(StatusSince::status)
                .containsExactly(TRADING, HALTED, DELISTED, TRADING);
        assertThat(of("XRP/USDT").firstSeen()).isEqualTo(NOON);
    }

    @Test
    void another_unified_symbol_at_the_same_place_is_a_rename_in_both_directions() {
        update(market("MATIC/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        updateLater(Duration.ofHours(1), market("POL/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        assertThat(of("MATIC/USDT").status()).isEqualTo(RENAMED);
        assertThat(of("MATIC/USDT").renamedTo()).isEqualTo("POL/USDT");
        assertThat(of("POL/USDT").history()).containsExactly(
                new StatusSince(TRADING, NOON.plus(Duration.ofHours(1))));
        updateLater(Duration.ofHours(1), market("MATIC/USDT", "TOKENUSDT"), market("BTC/USDT"), market("ETH/USDT"));
        assertThat(of("MATIC/USDT").status()).isEqualTo(TRADING);
        assertThat(of("MATIC/USDT").renamedTo()).isNull();
        assertThat(of("POL/USDT").renamedTo()).isEqualTo("MATIC/USDT");
    }

    @Test
    void a_contract_is_not_the_successor_of_a_spot_market_of_the_same_name() {
        update(market("BTC/USDT", "BTCUSDT"), market("ETH/USDT"), market("XRP/USDT"));
        updateLater(Duration.ofHours(1), market("BTC/USDT:USDT", "BTCUSDT"), market("ETH/USDT"), market("XRP/USDT"));
        assertThat(of("BTC/USDT").status()).isEqualTo(DELISTED);
    }

    @Test
    void a_listing_that_lacks_more_than_half_changes_nothing_until_the_next_one_confirms_it() {
        Listed[] ten = markets(10);
        update(ten);
        Listed[] four = Arrays.copyOf(ten, 4);
        Update rejected = updateLater(Duration.ofHours(1), four);
        assertThat(rejected.changed()).isEmpty();
        assertThat(rejected.suspicion()).contains("lacks 6 of the 10 markets");
        assertThat(listings.count(TRADING)).isEqualTo(10);
        assertThat(updateLater(Duration.ofMinutes(5), four).isAccepted()).as("too soon to be another occasion")
                .isFalse();
        assertThat(updateLater(Duration.ofMinutes(55), four).isAccepted()).isTrue();
        assertThat(listings.count(DELISTED)).isEqualTo(6);
    }

    @Test
    void a_venue_that_serves_half_a_listing_for_an_hour_changes_nothing() {
        Listed[] ten = markets(10);
        update(ten);
        ExchangeListings before = listings;
        updateLater(Duration.ofHours(1), Arrays.copyOf(ten, 3));
        assertThat(updateLater(Duration.ofHours(1), ten).changed()).isEmpty();
        assertThat(listings.suspectedAt()).isNull();
        assertThat(listings.entries().keySet()).isEqualTo(before.entries().keySet());
        assertThat(updateLater(Duration.ofHours(1), Arrays.copyOf(ten, 3)).isAccepted()).isFalse();
    }

    @Test
    void exactly_half_is_accepted_and_an_empty_listing_is_rejected() {
        Listed[] ten = markets(10);
        update(ten);
        assertThat(updateLater(Duration.ofHours(1)).suspicion()).isEqualTo("the listing is empty");
        assertThat(updateLater(Duration.ofHours(1), Arrays.copyOf(ten, 5)).isAccepted()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_counts_as_stopped() {
        update(market("BTC/USDT"), market("ETH/USDT"));
        updateLater(Duration.ofMinutes(-5), market("BTC/USDT"), halted("ETH/USDT"));
        assertThat(of("ETH/USDT").history()).extracting(StatusSince::since).containsExactly(NOON, NOON);
        assertThat(of("BTC/USDT").lastSeen()).isEqualTo(NOON);
    }

    @Test
    void a_coin_outside_the_requested_ones_stays_without_a_rank() {
        Listed far = Listed.coin("far", "FAR", 2000, 5.0);
        listings = listings.update(List.of(Listed.coin("bitcoin", "BTC", 1, 1e9), far), NOON, ListingRules.COINS)
                .after();
        Update update = listings.update(List.of(Listed.coin("bitcoin", "BTC", 1, 1e9)), NOON.plusSeconds(1800),
                ListingRules.COINS);
        assertThat(update.changed()).extracting(RecordedListing::asset).containsExactly("far");
        assertThat(update.changed().getFirst().status()).isEqualTo(TRADING);
        assertThat(update.changed().getFirst().last().rank()).isNull();
        assertThat(update.changed().getFirst().lastSeen()).isEqualTo(NOON);
    }

    @Test
    void the_history_keeps_the_newest_sixty_four() {
        for (int i = 0; i < 100; i++) {
            updateLater(Duration.ofHours(1), market("BTC/USDT"), market("ETH/USDT"), market("XRP/USDT"),
                    i % 2 == 0 ? market("DOT/USDT") : halted("DOT/USDT"));
        }
        assertThat(of("DOT/USDT").history()).hasSize(64).last()
                .isEqualTo(new StatusSince(HALTED, NOON.plus(Duration.ofHours(100))));
    }

    @Test
    void of_two_lines_with_one_symbol_the_trading_one_counts() {
        update(market("BTC/USDT", "BTCUSDT"),
                new Listed("ETH/USDT", "ETHOLD", false, "BREAK", null, BigDecimal.ONE, null,
                        null),
                market("ETH/USDT", "ETHUSDT"));
        assertThat(of("ETH/USDT").last().venueSymbol()).isEqualTo("ETHUSDT");
    }

    private Update updateLater(Duration later, Listed... listing) {
        time = time.plus(later);
        return update(listing);
    }

    private Update update(Listed... listing) {
        Update update = listings.update(List.of(listing), time, ListingRules.VENUE);
        listings = update.after();
        return update;
    }

    private RecordedListing of(String asset) {
        RecordedListing entry = listings.entries().get(asset);
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
