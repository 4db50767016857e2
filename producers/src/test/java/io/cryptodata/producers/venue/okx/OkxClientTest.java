package io.cryptodata.producers.venue.okx;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.SeededMarkets;
import io.cryptodata.simulator.market.VenueTraits;
import io.cryptodata.simulator.market.WorldVenue;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.okx.OkxDialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OkxClientTest extends ExchangeClientContract {
    private static final Listing BITCOIN = Listing.of(new Market("okx", "BTC/USDT"), "BTC-USDT", true, "live");
    private static final Duration HISTORY = Duration.ofDays(100);
    private static final Instant BEGIN = NOW.minus(HISTORY).truncatedTo(ChronoUnit.HOURS);

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void every_hour_of_a_long_history_is_served_once_although_recent_and_old_hours_have_different_endpoints() {
        try (LongHistory venue = new LongHistory()) {
            DirectRunner.value(venue.client.serverTime());
            int seen = 0;
            Instant from = BEGIN;
            while (!from.isAfter(NOW)) {
                CandlePage page = DirectRunner.value(venue.client.hourlyCandles(BITCOIN, from, 300));
                assertThat(page.rows()).extracting(RawCandle::openTime).contains(from.toEpochMilli());
                seen += page.rows().size();
                from = page.windowEnd() == null ? NOW : page.windowEnd();
            }
            assertThat(seen).isEqualTo(HISTORY.toHours() + 1);
            assertThat(venue.requested).contains("/api/v5/market/candles", "/api/v5/market/history-candles");
        }
    }

    @Test
    void before_the_venues_clock_was_read_all_hours_are_requested_from_the_history_endpoint() {
        try (LongHistory venue = new LongHistory()) {
            Instant lately = NOW.minus(Duration.ofHours(3));
            assertThat(chargedFor(venue.client, lately)).containsExactly("market/history-candles");
            DirectRunner.value(venue.client.hourlyCandles(BITCOIN, lately, 3));
            assertThat(venue.requested).containsExactly("/api/v5/market/history-candles");
        }
    }

    @Test
    void a_request_is_charged_to_the_limit_of_its_endpoint() {
        try (LongHistory venue = new LongHistory()) {
            DirectRunner.value(venue.client.serverTime());
            assertThat(chargedFor(venue.client, NOW.minus(Duration.ofHours(1)))).containsExactly("market/candles");
            assertThat(chargedFor(venue.client, NOW.minus(Duration.ofHours(999)))).containsExactly("market/candles");
            assertThat(chargedFor(venue.client, NOW.minus(Duration.ofHours(1001))))
                    .containsExactly("market/history-candles");
        }
    }

    @Test
    void a_recent_page_without_its_first_hour_is_accepted_only_if_the_clock_was_read_recently() {
        AtomicReference<Instant> ours = new AtomicReference<>(NOW);
        try (LongHistory venue = new LongHistory(ours::get)) {
            DirectRunner.value(venue.client.serverTime());
            Instant later = NOW.plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.HOURS);
            assertThat(DirectRunner.value(venue.client.hourlyCandles(BITCOIN, later, 10)).rows()).isEmpty();
            ours.set(NOW.plusSeconds(31));
            assertThat(DirectRunner.outcome(venue.client.hourlyCandles(BITCOIN, later, 10)))
                    .isInstanceOf(Failure.Unavailable.class);
            assertThat(
                    DirectRunner.value(venue.client.hourlyCandles(BITCOIN, BEGIN.plus(Duration.ofDays(90)), 10)).rows())
                    .hasSize(10);
            DirectRunner.value(venue.client.serverTime());
            assertThat(DirectRunner.value(venue.client.hourlyCandles(BITCOIN, later, 10)).rows()).isEmpty();
        }
    }

    @Test
    void no_row_is_lost_when_the_venue_cuts_pages_of_old_hours_to_a_hundred_rows() {
        try (LongHistory venue = new LongHistory()) {
            Instant from = BEGIN.plus(Duration.ofHours(10));
            venue.next = Fault.Response.json(200, newestRows(from.plus(Duration.ofHours(200)), 100));
            assertThat(DirectRunner.outcome(venue.client.hourlyCandles(BITCOIN, from, 300)))
                    .isInstanceOf(Failure.Unavailable.class);
            CandlePage page = DirectRunner.value(venue.client.hourlyCandles(BITCOIN, from, 300));
            assertThat(page.rows()).hasSize(100);
            assertThat(page.windowEnd()).isEqualTo(from.plus(Duration.ofHours(100)));
        }
    }

    @Test
    void a_row_that_the_venue_marks_as_unfinished_after_its_hour_is_left_out() {
        try (LongHistory venue = new LongHistory()) {
            DirectRunner.value(venue.client.serverTime());
            Instant over = NOW.minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.HOURS);
            venue.next = Fault.Response.json(200,
                    "{\"code\":\"0\",\"msg\":\"\",\"data\":[[\"" + over.toEpochMilli()
                            + "\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"0\"]]}");
            assertThat(DirectRunner.value(venue.client.hourlyCandles(BITCOIN, over, 1)).rows()).isEmpty();
        }
    }

    @Test
    void an_invalid_limit_or_market_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            OkxClient client = new OkxClient(
                    ScriptedListing.context(new HttpTransport(http), URI.create("http://127.0.0.1:1")));
            Listing elsewhere = Listing.of(new Market("bybit", "BTC/USDT"), "BTCUSDT", true, "Trading");
            Listing inverse = Listing.of(new Market("okx", "BTC/USD:BTC"), "BTC-USD-SWAP", true, "live");
            assertThatThrownBy(() -> client.hourlyCandles(BITCOIN, FIRST_HOUR, 301))
                    .hasMessageContaining("limit must be between 1 and 300");
            assertThatThrownBy(() -> client.hourlyCandles(elsewhere, FIRST_HOUR, 1)).hasMessageContaining("bybit");
            assertThatThrownBy(() -> client.hourlyCandles(inverse, FIRST_HOUR, 1)).hasMessageContaining("inverse");
        }
    }

    private static List<String> chargedFor(OkxClient client, Instant from) {
        return client.hourlyCandles(BITCOIN, from, 300) instanceof Call.Request<CandlePage> request
                ? request.charges().stream().map(charge -> charge.limit().name()).toList()
                : List.of();
    }

    private static String newestRows(Instant newest, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(back -> "[\"" + newest.minus(Duration.ofHours(back)).toEpochMilli()
                        + "\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]")
                .collect(Collectors.joining(",", "{\"code\":\"0\",\"msg\":\"\",\"data\":[", "]}"));
    }

    /// A simulated OKX with a hundred days of bitcoin, and a client.
    private static final class LongHistory implements AutoCloseable {
        private final List<String> requested = new CopyOnWriteArrayList<>();
        private final SimulatedVenue okx = new SimulatedVenue(new OkxDialect(),
                new SeededMarkets(new WorldVenue("okx", VenueTraits.DEFAULT, listed -> listed.market().asset()), 7,
                        BEGIN, HISTORY),
                SimulatedClock.frozenAt(NOW), InstantSource.system());
        private final VenueServer venues = new VenueServer(0, Map.of("okx", okx));
        private final HttpClient http = HttpTransport.newClient();
        private final OkxClient client;
        private volatile @Nullable Fault next;

        LongHistory() {
            this(InstantSource.system());
        }

        LongHistory(InstantSource ours) {
            client = new OkxClient(
                    ScriptedListing.context(new HttpTransport(http), venues.url("okx"), SteppedTime.of(ours)));
            okx.inject((request, kind, now) -> {
                if (kind != RequestKind.CANDLES) {
                    return null;
                }
                requested.add(request.path());
                Fault fault = next;
                next = null;
                return fault;
            });
        }

        @Override
        public void close() {
            okx.close();
            venues.close();
            http.close();
        }
    }

    /// A simulated OKX.
    private static final class Venue extends ScriptedExchange {
        Venue() {
            super(new OkxDialect(), "NO-NE", Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
                    Fault.Response.json(200, "{\"code\":\"50011\",\"data\":[],\"msg\":\"Too Many Requests\"}")),
                    OkxClient::new);
        }

        @Override
        public boolean reportsSlowDownTime() {
            return false;
        }

        @Override
        public boolean reportsBanTime() {
            return false;
        }
    }
}
