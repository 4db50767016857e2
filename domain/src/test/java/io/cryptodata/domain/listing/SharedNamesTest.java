package io.cryptodata.domain.listing;

import io.cryptodata.domain.listing.ExchangeListings.Update;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Several markets of one venue under one unified name.
class SharedNamesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Listed OTHER = market("BTC/USDT", "BTCUSDT", true);

    private ExchangeListings listings = ExchangeListings.empty("bitget");
    private Instant time = NOON;

    @Test
    void the_market_that_has_the_name_keeps_it_and_the_other_is_reported_whatever_the_order_of_the_rows() {
        update(market("SUN/USDT", "SUNOLDUSDT", true), OTHER);
        List<Listed> both = List.of(market("SUN/USDT", "SUNOLDUSDT", true), market("SUN/USDT", "SUNUSDT", true), OTHER);
        for (List<Listed> rows : List.of(both, both.reversed())) {
            Update update = update(rows.toArray(Listed[]::new));
            assertThat(update.isAccepted()).isTrue();
            assertThat(update.doubts()).containsExactly(
                    "SUN/USDT is the name of SUNOLDUSDT and of SUNUSDT: SUNOLDUSDT keeps it, SUNUSDT is left out");
            assertThat(symbolOf("SUN/USDT")).isEqualTo("SUNOLDUSDT");
        }
    }

    @Test
    void a_halted_market_keeps_its_name() {
        update(market("SUN/USDT", "SUNOLDUSDT", true), OTHER);
        update(market("SUN/USDT", "SUNUSDT", true), market("SUN/USDT", "SUNOLDUSDT", false), OTHER);
        assertThat(symbolOf("SUN/USDT")).isEqualTo("SUNOLDUSDT");
        assertThat(statusOf("SUN/USDT")).isEqualTo(ListingStatus.HALTED);
    }

    @Test
    void a_first_listing_prefers_a_trading_market_then_the_symbol_of_the_two_currencies_then_the_alphabet() {
        Listed exact = market("SUN/USDT", "SUN_USDT", true);
        Listed longer = market("SUN/USDT", "SUNCOINUSDT", true);
        Listed halted = market("SUN/USDT", "SUN-USDT", false);
        Listed first = market("SUN/USDT", "ASUNUSDT", true);
        assertThat(chosenOf(longer, exact)).isEqualTo("SUN_USDT");
        assertThat(chosenOf(longer, halted)).isEqualTo("SUNCOINUSDT");
        assertThat(chosenOf(longer, first)).isEqualTo("ASUNUSDT");
        assertThat(chosenOf(longer, first, halted, exact)).isEqualTo("SUN_USDT");
    }

    @Test
    void another_market_that_takes_over_a_name_is_reported_once() {
        update(market("SUN/USDT", "SUNOLDUSDT", true), OTHER);
        assertThat(update(market("SUN/USDT", "SUNUSDT", true), OTHER).doubts())
                .containsExactly("SUN/USDT was SUNOLDUSDT and is SUNUSDT now: it may be another market");
        assertThat(update(market("SUN/USDT", "SUNUSDT", true), OTHER).doubts()).isEmpty();
        assertThat(symbolOf("SUN/USDT")).isEqualTo("SUNUSDT");
    }

    @Test
    void a_row_that_is_served_twice_is_one_market() {
        Listed twice = market("SUN/USDT", "SUNUSDT", true);
        Update update = update(twice, market("SUN/USDT", "SUNUSDT", false), twice, OTHER);
        assertThat(update.doubts()).isEmpty();
        assertThat(statusOf("SUN/USDT")).isEqualTo(ListingStatus.TRADING);
    }

    @Test
    void the_order_of_rows_never_matters() {
        long seed = Long.getLong("test.seed", 20260101L);
        System.out.println("-Dtest.seed=" + seed);
        Random random = new Random(seed);
        List<Listed> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(market("C" + random.nextInt(12) + "/USDT", "S" + random.nextInt(30), random.nextBoolean()));
        }
        List<Update> updates = IntStream.range(0, 50).mapToObj(_ -> {
            Collections.shuffle(rows, random);
            return ExchangeListings.empty("bitget").update(rows, NOON, ListingRules.VENUE);
        }).distinct().toList();
        assertThat(updates).hasSize(1);
    }

    private static String chosenOf(Listed... rows) {
        List<String> chosen = new ArrayList<>();
        for (List<Listed> order : List.of(List.of(rows), List.of(rows).reversed())) {
            Update update = ExchangeListings.empty("bitget").update(order, NOON, ListingRules.VENUE);
            assertThat(update.doubts()).hasSize(1);
            chosen.add(Objects.requireNonNull(update.after().entries().get("SUN/USDT")).last().venueSymbol());
        }
        assertThat(chosen.stream().distinct()).hasSize(1);
        return chosen.getFirst();
    }

    private Update update(Listed... listing) {
        Update update = listings.update(List.of(listing), time, ListingRules.VENUE);
        listings = update.after();
        time = time.plus(Duration.ofHours(1));
        return update;
    }

    private String symbolOf(String asset) {
        return Objects.requireNonNull(listings.entries().get(asset)).last().venueSymbol();
    }

    private ListingStatus statusOf(String asset) {
        return Objects.requireNonNull(listings.entries().get(asset)).status();
    }

    private static Listed market(String asset, String venueSymbol, boolean trading) {
        return Listed.market(asset, venueSymbol, trading, trading ? "online" : "halt", null, BigDecimal.ONE);
    }
}
