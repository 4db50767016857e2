package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// What every venue's client promises, shown against that venue's simulated dialect. A client joins by extending this.
public abstract class ExchangeClientContract {
    /// the hours that the simulated venue holds: 30 whole ones, and the one in progress
    protected static final Instant FIRST_HOUR = Instant.parse("2024-05-01T00:00:00Z");
    protected static final int WHOLE_HOURS = 30;
    protected static final Instant NOW = FIRST_HOUR.plus(Duration.ofHours(WHOLE_HOURS)).plusSeconds(1234);
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration IMPATIENT = Duration.ofMillis(300);

    private final HttpClient http = VenueHttp.newClient();
    private final VenueUnderTest venue = open();

    /// A simulated venue that lists `BTC/USDT` (tradable) and `OLD/BTC` (halted), with the hours above for both.
    protected interface VenueUnderTest extends AutoCloseable {
        ExchangeClient client(VenueHttp http);

        String exchange();

        /// The venue's own name of a market that it does not list.
        String unknownSymbol();

        /// What goes wrong with the next request for candles.
        void nextCandleRequest(Trouble trouble);

        @Override
        void close();
    }

    /// What can go wrong; each venue says it in its own dialect.
    protected enum Trouble {
        TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_WITHOUT_A_TIME, BAN, FIREWALL, SERVER_ERROR, HTML_WITH_STATUS_200, TRUNCATED, ANOTHER_SCHEMA, EMPTY_PAGE, SILENCE, RESET, MAINTENANCE
    }

    protected abstract VenueUnderTest open();

    @AfterEach
    void closeVenue() {
        venue.close();
        http.close();
    }

    @Test
    void tells_the_venues_own_time() {
        assertThat(client().serverTime()).isEqualTo(new Fetch.Ok<>(NOW));
    }

    @Test
    void lists_every_market_by_its_unified_symbol_and_whether_it_trades() {
        List<Listing> listings = valueOf(GatedListing.whole(client()));
        assertThat(listings).extracting(Listing::market, Listing::tradable).containsExactlyInAnyOrder(
                tuple(new Market(venue.exchange(), "BTC/USDT"), true),
                tuple(new Market(venue.exchange(), "OLD/BTC"), false));
    }

    @Test
    void brings_every_hour_from_the_asked_one_on_the_unfinished_one_last_and_as_served() {
        List<RawCandle> rows = rows(FIRST_HOUR, 100);
        assertThat(rows).extracting(row -> Instant.ofEpochMilli(row.openTime())).hasSize(WHOLE_HOURS + 1)
                .startsWith(FIRST_HOUR, FIRST_HOUR.plus(Duration.ofHours(1)))
                .endsWith(FIRST_HOUR.plus(Duration.ofHours(WHOLE_HOURS)));
        assertThat(rows.getFirst().excerpt()).contains(rows.getFirst().open(), rows.getFirst().volume());
    }

    @Test
    void the_asked_hour_is_included_and_the_limit_kept() {
        Instant from = FIRST_HOUR.plus(Duration.ofHours(5));
        assertThat(rows(from, 3)).extracting(row -> Instant.ofEpochMilli(row.openTime())).containsExactly(from,
                from.plus(Duration.ofHours(1)), from.plus(Duration.ofHours(2)));
    }

    @Test
    void paging_on_from_the_last_row_brings_each_hour_once() {
        Instant from = FIRST_HOUR;
        int seen = 0;
        for (List<RawCandle> page = rows(from, 7); !page.isEmpty(); page = rows(from, 7)) {
            seen += page.size();
            from = Instant.ofEpochMilli(page.getLast().openTime()).plus(Duration.ofHours(1));
        }
        assertThat(seen).isEqualTo(WHOLE_HOURS + 1);
    }

    @Test
    void a_page_says_when_its_request_went_out_and_came_back() {
        Instant before = Instant.now();
        CandlePage page = valueOf(client().hourlyCandles(bitcoin(), FIRST_HOUR, 1));
        assertThat(page.requestStarted()).isAfterOrEqualTo(before);
        assertThat(page.requestEnded()).isAfterOrEqualTo(page.requestStarted()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void a_market_before_its_first_hour_starts_with_its_first_hour() {
        assertThat(rows(Instant.EPOCH, 1)).extracting(row -> Instant.ofEpochMilli(row.openTime()))
                .containsExactly(FIRST_HOUR);
    }

    @Test
    void an_unknown_market_is_rejected_for_good() {
        Listing unknown = Listing.of(new Market(venue.exchange(), "NO/NE"), venue.unknownSymbol(), true, "");
        assertThat(client().hourlyCandles(unknown, FIRST_HOUR, 10)).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void too_many_requests_say_how_long_to_wait() {
        assertThat(after(Trouble.TOO_MANY_REQUESTS)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(after(Trouble.TOO_MANY_REQUESTS_WITHOUT_A_TIME)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isPositive());
    }

    @Test
    void a_ban_says_how_long_it_lasts_and_a_firewall_is_one_too() {
        assertThat(after(Trouble.BAN)).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofSeconds(180)));
        assertThat(after(Trouble.FIREWALL)).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertThat(banned.retryAfter()).isPositive());
    }

    @Test
    void trouble_of_the_venue_or_the_network_may_pass() {
        for (Trouble passing : List.of(Trouble.SERVER_ERROR, Trouble.MAINTENANCE, Trouble.SILENCE, Trouble.RESET)) {
            assertThat(after(passing)).as(passing.name()).isInstanceOf(Fetch.Unavailable.class);
        }
    }

    @Test
    void an_answer_that_is_none_is_unreadable_and_shown() {
        for (Trouble odd : List.of(Trouble.HTML_WITH_STATUS_200, Trouble.TRUNCATED, Trouble.ANOTHER_SCHEMA)) {
            assertThat(after(odd)).as(odd.name()).isInstanceOfSatisfying(Fetch.Unreadable.class, unreadable -> {
                assertThat(unreadable.excerpt()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
                assertThat(unreadable.reason()).isNotEmpty();
            });
        }
    }

    @Test
    void an_empty_page_is_an_answer_without_rows() {
        Fetch<CandlePage> answer = after(Trouble.EMPTY_PAGE);
        assertThat(valueOf(answer).rows()).isEmpty();
    }

    @Test
    void after_trouble_the_next_request_is_answered_again() {
        after(Trouble.RESET);
        assertThat(rows(FIRST_HOUR, 2)).hasSize(2);
    }

    private Fetch<CandlePage> after(Trouble trouble) {
        Listing bitcoin = bitcoin();
        venue.nextCandleRequest(trouble);
        return client(trouble == Trouble.SILENCE ? IMPATIENT : PATIENT).hourlyCandles(bitcoin, FIRST_HOUR, 10);
    }

    private List<RawCandle> rows(Instant from, int limit) {
        return valueOf(client().hourlyCandles(bitcoin(), from, limit)).rows();
    }

    private Listing bitcoin() {
        return valueOf(GatedListing.whole(client())).stream()
                .filter(listing -> listing.market().asset().equals("BTC/USDT"))
                .findFirst().orElseThrow();
    }

    private ExchangeClient client() {
        return client(PATIENT);
    }

    private ExchangeClient client(Duration timeout) {
        return venue.client(new VenueHttp(http, timeout, InstantSource.system()));
    }

    private static <T> T valueOf(Fetch<T> fetch) {
        if (fetch instanceof Fetch.Ok<T>(T value)) {
            return value;
        }
        throw new AssertionError("expected an answer, but was " + fetch);
    }
}
