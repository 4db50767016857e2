package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.universe.Coins.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CoinsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"BONK", "bonk", "1000BONK", "10000BONK", "100000BONK", "1000000BONK", "10000000BONK",
            "1MBONK", "BONK1000", "BONK10000", "BONK1000000", "BONK10000000"})
    void a_multiplier_before_or_after_the_name_is_not_part_of_it(String base) {
        Coins coins = coins(Listed.coin("bonk", "bonk", 60, 5.0));
        assertThat(coins.rankOf(base, Order.RANK)).isEqualTo(60);
        assertThat(coins.rankOf(base, Order.VOLUME)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10BONK", "100BONK", "100000000BONK", "2000BONK", "BONK100", "BONK100000000", "BONK2000",
            "1000", "1000000", "MBONK", "1BONK", "1000BONK1000X"})
    void another_number_is_part_of_the_name(String base) {
        assertThat(coins(Listed.coin("bonk", "BONK", 60, null)).rankOf(base, Order.RANK)).isNull();
    }

    @Test
    void an_exact_symbol_wins_even_without_a_rank() {
        Coins coins = coins(Listed.coin("x", "x", 3, 9.0), Listed.coin("thousand-x", "1000X", 1500, 1.0),
                Listed.coin("x-thousand", "X1000", null, null), Listed.coin("million-x", "1MX", null, null),
                Listed.coin("one-inch", "1inch", 100, null));
        assertThat(coins.rankOf("1000X", Order.RANK)).isEqualTo(1500);
        assertThat(coins.rankOf("X1000", Order.RANK)).isNull();
        assertThat(coins.rankOf("X1000", Order.VOLUME)).isNull();
        assertThat(coins.rankOf("1MX", Order.RANK)).isNull();
        assertThat(coins.rankOf("1000000X", Order.RANK)).isEqualTo(3);
        assertThat(coins.rankOf("1INCH", Order.RANK)).isEqualTo(100);
    }

    @Test
    void a_name_in_another_script_may_have_a_multiplier_too() {
        Coins coins = coins(Listed.coin("life", "\u4eba\u751f", 700, null));
        assertThat(coins.rankOf("1000\u4eba\u751f", Order.RANK)).isEqualTo(700);
        assertThat(coins.rankOf("\u4eba\u751f1000", Order.RANK)).isEqualTo(700);
    }

    private static Coins coins(Listed... coins) {
        return Coins.of(ExchangeListings.empty("coingecko").update(List.of(coins), NOON, ListingRules.COINS).after()
                .entries().values());
    }
}
