package io.cryptodata.domain.listing;

import io.cryptodata.domain.listing.ExchangeListings.Update;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Listings with words of a status that the venue has never documented.
class UnknownStatusTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private ExchangeListings listings = ExchangeListings.empty("mexc");
    private Instant time = NOON;

    @Test
    void an_unknown_word_on_most_markets_is_doubted_for_as_long_as_it_lasts() {
        update(trading(10));
        for (int hour = 0; hour < 1000; hour++) {
            Update update = update(unknown(0, 6), trading(6, 10));
            assertThat(update.changed()).isEmpty();
            assertThat(update.suspicion())
                    .isEqualTo("the status of 6 of the 10 markets that may trade is unknown: 'NEWWORD'");
        }
        assertThat(listings.count(ListingStatus.TRADING)).isEqualTo(10);
        assertThat(update(trading(10)).isAccepted()).isTrue();
    }

    @Test
    void a_first_listing_of_unknown_words_is_doubted_too() {
        for (int hour = 0; hour < 3; hour++) {
            assertThat(update(unknown(0, 2)).suspicion()).contains("2 of the 2 markets");
        }
        assertThat(listings.entries()).isEmpty();
    }

    @Test
    void markets_that_are_known_to_be_halted_do_not_outnumber_those_that_are_unknown() {
        update(trading(0, 10), halted(100, 300));
        assertThat(update(unknown(0, 10), halted(100, 300)).isAccepted()).isFalse();
        assertThat(update(unknown(0, 10), halted(100, 300)).isAccepted()).isFalse();
    }

    @Test
    void of_the_markets_that_traded_before_half_must_have_a_known_status() {
        update(trading(0, 10));
        Listed[][] most = {unknown(0, 6), trading(6, 10), trading(20, 40)};
        assertThat(update(most).suspicion())
                .isEqualTo("the status of 6 of the 10 markets that traded before is unknown: 'NEWWORD'");
        assertThat(update(most).isAccepted()).isFalse();
    }

    @Test
    void an_unknown_word_on_a_few_markets_halts_those_and_names_them() {
        update(trading(10));
        Update update = update(unknown(0, 2), trading(2, 10));
        assertThat(update.isAccepted()).isTrue();
        assertThat(update.doubts()).containsExactly("COIN0/USDT has the unknown status 'NEWWORD': it counts as halted",
                "COIN1/USDT has the unknown status 'NEWWORD': it counts as halted");
        assertThat(update.changed()).extracting(RecordedListing::asset).containsExactly("COIN0/USDT", "COIN1/USDT");
        assertThat(listings.count(ListingStatus.HALTED)).isEqualTo(2);
        assertThat(update(unknown(0, 2), trading(2, 10)).changed()).isEmpty();
    }

    @Test
    void many_words_are_named_up_to_a_limit() {
        Listed[] words = IntStream.range(0, 50).mapToObj(i -> market(i, false, "W" + i).withUnknownStatus())
                .toArray(Listed[]::new);
        assertThat(update(words).suspicion()).endsWith("is unknown: 'W0', 'W1', 'W10', ...");
    }

    @Test
    void an_empty_listing_is_never_believed() {
        update(trading(10));
        for (int hour = 0; hour < 100; hour++) {
            assertThat(update().suspicion()).isEqualTo("the listing is empty");
        }
        assertThat(listings.count(ListingStatus.TRADING)).isEqualTo(10);
    }

    @Test
    void a_doubt_that_does_not_end_by_itself_confirms_no_other() {
        update(trading(10));
        update(unknown(0, 10));
        update(unknown(0, 10));
        assertThat(update(trading(4)).isAccepted()).as("the first listing that lacks most markets").isFalse();
        assertThat(update(trading(4)).isAccepted()).isTrue();
    }

    @Test
    void halts_with_a_known_word_are_believed_when_they_are_confirmed() {
        update(trading(10));
        assertThat(update(halted(0, 10)).isAccepted()).isFalse();
        assertThat(update(halted(0, 10)).isAccepted()).isTrue();
        assertThat(listings.count(ListingStatus.HALTED)).isEqualTo(10);
    }

    private Update update(Listed[]... groups) {
        List<Listed> rows = Arrays.stream(groups).flatMap(Stream::of).toList();
        Update update = listings.update(rows, time, ListingRules.VENUE);
        listings = update.after();
        time = time.plus(Duration.ofHours(1));
        return update;
    }

    private static Listed[] trading(int count) {
        return trading(0, count);
    }

    private static Listed[] trading(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> market(i, true, "1")).toArray(Listed[]::new);
    }

    private static Listed[] halted(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> market(i, false, "2")).toArray(Listed[]::new);
    }

    private static Listed[] unknown(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> market(i, false, "NEWWORD").withUnknownStatus())
                .toArray(Listed[]::new);
    }

    private static Listed market(int number, boolean trading, String status) {
        return Listed.market("COIN" + number + "/USDT", "COIN" + number + "USDT", trading, status, null,
                BigDecimal.ONE);
    }
}
