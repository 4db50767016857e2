package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.domain.market.Market;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// What every venue's client promises of its clock and its listing, shown against that venue's simulated dialect. A client
/// that fetches no candles joins by extending this, one that does by extending [ExchangeClientContract].
public abstract class ListingClientContract {
    /// the hours that the simulated venue holds: 30 whole ones, and the one in progress
    protected static final Instant FIRST_HOUR = Instant.parse("2024-05-01T00:00:00Z");
    protected static final int WHOLE_HOURS = 30;
    protected static final Instant NOW = FIRST_HOUR.plus(Duration.ofHours(WHOLE_HOURS)).plusSeconds(1234);
    static final Duration PATIENT = Duration.ofSeconds(60);
    static final Duration IMPATIENT = Duration.ofMillis(300);

    private final HttpClient http = HttpTransport.newClient();
    final ListedVenue venue = open();

    /// A simulated venue that lists `BTC/USDT` (tradable), `OLD/BTC` (halted) and the contract `BTC/USDT:USDT` (tradable):
    /// [ThirtyHours].
    public interface ListedVenue extends AutoCloseable {
        ListingClient client(HttpTransport http);

        String exchange();

        /// What goes wrong with the next request for a part of the listing.
        void nextListingRequest(Trouble trouble);

        /// Whether the venue lists contracts beside its spot markets.
        default boolean listsContracts() {
            return true;
        }

        /// Whether the venue says for how long it wants less of us.
        default boolean saysHowLongToSlowDown() {
            return true;
        }

        /// Whether the venue says when a ban ends.
        default boolean saysHowLongABanLasts() {
            return true;
        }

        @Override
        void close();
    }

    /// What can go wrong; each venue says it in its own dialect.
    public enum Trouble {
        TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_WITHOUT_A_TIME, BAN, FIREWALL, SERVER_ERROR, HTML_WITH_STATUS_200, TRUNCATED, ANOTHER_SCHEMA, EMPTY_PAGE, SILENCE, RESET, MAINTENANCE
    }

    protected abstract ListedVenue open();

    @AfterEach
    void closeVenue() {
        venue.close();
        http.close();
    }

    @Test
    void tells_the_venues_own_time() {
        assertThat(lister(PATIENT).serverTime()).isEqualTo(new Fetch.Ok<>(NOW));
    }

    @Test
    void lists_every_market_by_its_unified_symbol_and_whether_it_trades() {
        List<Tuple> expected = new ArrayList<>(
                List.of(tuple(new Market(venue.exchange(), "BTC/USDT"), true),
                        tuple(new Market(venue.exchange(), "OLD/BTC"), false)));
        if (venue.listsContracts()) {
            expected.add(tuple(new Market(venue.exchange(), "BTC/USDT:USDT"), true));
        }
        assertThat(listings()).extracting(Listing::market, Listing::tradable)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void too_many_requests_for_the_listing_say_how_long_to_wait() {
        assertAsksForPatience(this::afterListing);
    }

    @Test
    void a_ban_that_the_listing_meets_says_how_long_it_lasts_and_a_firewall_is_one_too() {
        assertShutsOut(this::afterListing);
    }

    @Test
    void trouble_of_the_venue_or_the_network_while_listing_may_pass() {
        assertMayPass(this::afterListing);
    }

    @Test
    void a_listing_that_is_none_is_unreadable_and_shown() {
        assertIsUnreadable(this::afterListing);
    }

    @Test
    void after_trouble_the_next_part_of_the_listing_is_answered_again() {
        afterListing(Trouble.RESET);
        assertThat(listings()).isNotEmpty();
    }

    @Test
    void every_request_costs_something() {
        for (Request request : List.of(new Request.ServerTime(), new Request.ListingPage(""))) {
            assertThat(lister(PATIENT).costOf(request)).as(request.kind()).isNotEmpty();
        }
    }

    /// An answer by what went wrong before it.
    @FunctionalInterface
    interface After {
        Fetch<?> answer(Trouble trouble);
    }

    final void assertAsksForPatience(After after) {
        assertThat(after.answer(Trouble.TOO_MANY_REQUESTS)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertWait(slowDown.retryAfter(), venue.saysHowLongToSlowDown(), 7));
        assertThat(after.answer(Trouble.TOO_MANY_REQUESTS_WITHOUT_A_TIME)).isInstanceOfSatisfying(
                Fetch.SlowDown.class, slowDown -> assertThat(slowDown.retryAfter()).isPositive());
    }

    final void assertShutsOut(After after) {
        assertThat(after.answer(Trouble.BAN)).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertWait(banned.retryAfter(), venue.saysHowLongABanLasts(), 180));
        assertThat(after.answer(Trouble.FIREWALL)).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertThat(banned.retryAfter()).isPositive());
    }

    final void assertMayPass(After after) {
        for (Trouble passing : List.of(Trouble.SERVER_ERROR, Trouble.MAINTENANCE, Trouble.SILENCE, Trouble.RESET)) {
            assertThat(after.answer(passing)).as(passing.name()).isInstanceOf(Fetch.Unavailable.class);
        }
    }

    final void assertIsUnreadable(After after) {
        for (Trouble odd : List.of(Trouble.HTML_WITH_STATUS_200, Trouble.TRUNCATED, Trouble.ANOTHER_SCHEMA)) {
            assertThat(after.answer(odd)).as(odd.name()).isInstanceOfSatisfying(Fetch.Unreadable.class, unreadable -> {
                assertThat(unreadable.excerpt()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
                assertThat(unreadable.reason()).isNotEmpty();
            });
        }
    }

    private static void assertWait(Duration wait, boolean said, long seconds) {
        assertThat(wait).isPositive();
        assertThat(said).as("only a wait that the venue says is as long as it says, was %s", wait)
                .isEqualTo(wait.equals(Duration.ofSeconds(seconds)));
    }

    private Fetch<ListingPage> afterListing(Trouble trouble) {
        venue.nextListingRequest(trouble);
        return lister(trouble == Trouble.SILENCE ? IMPATIENT : PATIENT).listing("");
    }

    final List<Listing> listings() {
        return valueOf(GatedListing.whole(lister(PATIENT)));
    }

    private ListingClient lister(Duration timeout) {
        return venue.client(http(timeout));
    }

    final HttpTransport http(Duration timeout) {
        return new HttpTransport(http, timeout, InstantSource.system());
    }

    static <T> T valueOf(Fetch<T> fetch) {
        if (fetch instanceof Fetch.Ok<T>(T value)) {
            return value;
        }
        throw new AssertionError("expected an answer, but was " + fetch);
    }
}
