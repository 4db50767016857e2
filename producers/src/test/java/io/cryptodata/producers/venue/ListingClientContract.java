package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Priority;
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

/// The contract of every venue's client for clock and listing, tested against the venue's simulated dialect. The test of a
/// client without candles extends this, the test of one with candles extends [ExchangeClientContract].
public abstract class ListingClientContract {
    /// the hours that the simulated venue serves: 30 whole ones, and the one in progress
    protected static final Instant FIRST_HOUR = Instant.parse("2024-05-17T09:00:00Z");
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

        /// The number of requests that have arrived.
        long requests();

        /// The problem of the next request for a part of the listing.
        void nextListingRequest(Problem problem);

        /// Whether the venue lists contracts beside its spot markets.
        default boolean listsContracts() {
            return true;
        }

        /// Whether the venue reports how long to slow down.
        default boolean reportsSlowDownTime() {
            return true;
        }

        /// Whether the venue reports the length of a ban.
        default boolean reportsBanTime() {
            return true;
        }

        @Override
        void close();
    }

    /// What can fail; each venue reports it in its own dialect.
    public enum Problem {
        TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_WITHOUT_A_TIME, BAN, FIREWALL, SERVER_ERROR, HTML_WITH_STATUS_200, TRUNCATED, ANOTHER_SCHEMA, EMPTY_PAGE, SILENCE, RESET, MAINTENANCE
    }

    protected abstract ListedVenue open();

    @AfterEach
    void closeVenue() {
        venue.close();
        http.close();
    }

    @Test
    void reads_the_venues_clock() {
        assertThat(DirectRunner.fetch(lister(PATIENT).serverTime())).isEqualTo(new Fetch.Ok<>(NOW));
    }

    @Test
    void lists_every_market_by_its_unified_symbol_and_whether_it_is_tradable() {
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
    void too_many_requests_for_the_listing_require_a_pause() {
        assertRequiresPause(this::listingWith);
    }

    @Test
    void a_ban_while_listing_has_a_length_and_a_firewall_is_a_ban() {
        assertBans(this::listingWith);
    }

    @Test
    void failures_of_the_venue_or_the_network_while_listing_are_transient() {
        assertTransient(this::listingWith);
    }

    @Test
    void a_listing_that_cannot_be_read_is_unreadable_and_has_an_excerpt() {
        assertUnreadable(this::listingWith);
    }

    @Test
    void after_a_failure_the_listing_is_read_again() {
        listingWith(Problem.RESET);
        assertThat(listings()).isNotEmpty();
    }

    @Test
    void every_request_is_charged() {
        DirectRunner runner = new DirectRunner();
        runner.run(lister(PATIENT).serverTime(), Priority.LIVE);
        int charges = runner.charges().size();
        assertThat(charges).isPositive();
        runner.run(lister(PATIENT).listing(), Priority.LIVE);
        assertThat(runner.charges()).hasSizeGreaterThan(charges);
    }

    @Test
    void every_request_that_arrives_has_a_permit_of_its_own() {
        DirectRunner runner = new DirectRunner();
        ListingClient client = lister(PATIENT);
        runner.run(client.serverTime(), Priority.LIVE);
        runner.run(client.listing(), Priority.LIVE);
        venue.nextListingRequest(Problem.SERVER_ERROR);
        runner.run(client.listing(), Priority.LIVE);
        venue.nextListingRequest(Problem.HTML_WITH_STATUS_200);
        runner.run(client.listing(), Priority.LIVE);
        assertThat(venue.requests()).isEqualTo(runner.sent());
    }

    /// The outcome of a request with a problem.
    @FunctionalInterface
    interface With {
        Object outcome(Problem problem);
    }

    final void assertRequiresPause(With request) {
        assertThat(request.outcome(Problem.TOO_MANY_REQUESTS)).isInstanceOfSatisfying(Failure.SlowDown.class,
                slowDown -> assertPause(slowDown.retryAfter(), venue.reportsSlowDownTime(), 7));
        assertThat(request.outcome(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME)).isInstanceOfSatisfying(
                Failure.SlowDown.class, slowDown -> assertThat(slowDown.retryAfter()).isPositive());
    }

    final void assertBans(With request) {
        assertThat(request.outcome(Problem.BAN)).isInstanceOfSatisfying(Failure.Banned.class,
                banned -> assertPause(banned.retryAfter(), venue.reportsBanTime(), 180));
        assertThat(request.outcome(Problem.FIREWALL)).isInstanceOfSatisfying(Failure.Banned.class,
                banned -> assertThat(banned.retryAfter()).isPositive());
    }

    final void assertTransient(With request) {
        // silence last: the request may end before it arrives
        for (Problem problem : List.of(Problem.SERVER_ERROR, Problem.MAINTENANCE, Problem.RESET, Problem.SILENCE)) {
            assertThat(request.outcome(problem)).as(problem.name()).isInstanceOf(Failure.Unavailable.class);
        }
    }

    final void assertUnreadable(With request) {
        assertThat(request.outcome(Problem.HTML_WITH_STATUS_200)).isInstanceOfSatisfying(Failure.NotServed.class,
                page -> assertThat(page.reason()).isEqualTo("HTTP 200 with the page '200' instead of JSON"));
        for (Problem problem : List.of(Problem.TRUNCATED, Problem.ANOTHER_SCHEMA)) {
            assertThat(request.outcome(problem)).as(problem.name()).isInstanceOfSatisfying(Failure.Unreadable.class,
                    unreadable -> {
                        assertThat(unreadable.excerpt()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
                        assertThat(unreadable.reason()).isNotEmpty();
                    });
        }
    }

    private static void assertPause(Duration pause, boolean reported, long seconds) {
        assertThat(pause).isPositive();
        assertThat(reported).as("only a reported pause has the reported length, was %s", pause)
                .isEqualTo(pause.equals(Duration.ofSeconds(seconds)));
    }

    private Object listingWith(Problem problem) {
        venue.nextListingRequest(problem);
        return DirectRunner.outcome(lister(problem == Problem.SILENCE ? IMPATIENT : PATIENT).listing());
    }

    final List<Listing> listings() {
        return DirectRunner.value(lister(PATIENT).listing()).markets();
    }

    private ListingClient lister(Duration timeout) {
        return venue.client(http(timeout));
    }

    final HttpTransport http(Duration timeout) {
        return new HttpTransport(http, timeout, InstantSource.system());
    }
}
