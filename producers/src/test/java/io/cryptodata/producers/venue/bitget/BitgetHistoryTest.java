package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.EveryHour;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// Old hours of a venue whose recent hours are at another endpoint.
class BitgetHistoryTest {
    private static final Instant NOW = Instant.parse("2024-05-02T06:20:34Z");
    private static final Instant HOUR = Instant.parse("2024-05-02T06:00:00Z");

    private final HttpClient http = HttpTransport.newClient();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT", "BTC/USDT:USDT", "BTC/USDC:USDC"})
    void every_hour_is_served_once_from_the_first_to_the_one_in_progress(String asset) {
        Instant first = HOUR.minus(Duration.ofDays(100));
        try (Venue venue = new Venue(EveryHour.of(market(asset), first))) {
            Instant from = first;
            for (CandlePage page = venue.page(from, 720); !page.rows().isEmpty(); page = venue.page(from, 720)) {
                assertThat(timeOf(page.rows().getFirst())).isEqualTo(from);
                assertThat(timeOf(page.rows().getLast()))
                        .isEqualTo(from.plus(Duration.ofHours(page.rows().size() - 1L)));
                from = timeOf(page.rows().getLast()).plus(Duration.ofHours(1));
            }
            assertThat(from).isEqualTo(HOUR.plus(Duration.ofHours(1)));
            assertThat(venue.venue.budgetExceeded()).isFalse();
        }
    }

    @Test
    void the_first_call_for_an_old_hour_sends_two_requests_and_each_is_charged() {
        Instant old = HOUR.minus(Duration.ofDays(90));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), old))) {
            assertThat(venue.chargesOfPage(old)).containsExactly("spot candles 1", "address 1", "spot history 1",
                    "address 1");
            assertThat(venue.venue.requests()).isEqualTo(2);
            assertThat(venue.chargesOfPage(old)).containsExactly("spot history 1", "address 1");
            assertThat(venue.page(old, 10).rows()).hasSize(10);
            assertThat(venue.venue.requests()).isEqualTo(4);
            assertThat(venue.chargesOfPage(HOUR)).containsExactly("spot candles 1", "address 1");
        }
    }

    @Test
    void a_page_of_old_hours_has_a_window_end_and_an_open_page_has_none() {
        Instant old = HOUR.minus(Duration.ofDays(90));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), old))) {
            assertThat(venue.page(old, 720).windowEnd()).isEqualTo(old.plus(Duration.ofHours(199)));
            assertThat(venue.page(HOUR, 2)).satisfies(page -> {
                assertThat(page.windowEnd()).isNull();
                assertThat(page.rows()).hasSize(1);
            });
        }
    }

    @Test
    void rows_before_the_requested_hour_are_left_out() {
        Instant old = HOUR.minus(Duration.ofDays(90));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), old.minus(Duration.ofDays(5))))) {
            assertThat(venue.page(old, 3).rows()).extracting(BitgetHistoryTest::timeOf).containsExactly(old,
                    old.plus(Duration.ofHours(1)), old.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void the_page_of_a_market_that_has_just_been_listed_is_empty() {
        CandleSource.ListedMarket young = new CandleSource.ListedMarket(market("NEW/USDT"), true,
                NOW.minusSeconds(60), null);
        try (Venue venue = new Venue(new EveryHour(young, HOUR.plus(Duration.ofHours(1))))) {
            assertThat(venue.page(HOUR.minus(Duration.ofHours(3)), 3).rows()).isEmpty();
            assertThat(venue.listing().listedAt()).isEqualTo(NOW.minusSeconds(60));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 89, 90, 91, 400, 1500, 2100})
    void the_first_day_of_a_contract_is_found_in_seven_requests_at_most(int days) {
        Instant first = HOUR.minus(Duration.ofDays(days));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT:USDT"), first))) {
            long before = venue.venue.requests();
            Optional<Instant> found = venue.firstHour();
            assertThat(found.orElseThrow()).isBetween(first.minus(Duration.ofDays(1)), first);
            assertThat(venue.venue.requests() - before).isLessThanOrEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 7, 17, 23, 24, 30, 31})
    void the_first_day_of_a_contract_is_found_wherever_it_is_in_ninety_days(int hours) {
        Instant first = HOUR.minus(Duration.ofDays(89)).minus(Duration.ofHours(hours));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT:USDT"), first))) {
            assertThat(venue.firstHour().orElseThrow()).isBetween(first.minus(Duration.ofDays(1)), first);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 2000})
    void the_first_day_of_a_spot_market_is_found_in_two_requests(int days) {
        Instant first = HOUR.minus(Duration.ofDays(days));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), first))) {
            long before = venue.venue.requests();
            assertThat(venue.firstHour().orElseThrow()).isBetween(first.minus(Duration.ofDays(1)), first);
            assertThat(venue.venue.requests() - before).isEqualTo(2);
        }
    }

    @Test
    void a_contract_without_any_candle_has_no_first_hour() {
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT:USDT"), HOUR.plus(Duration.ofHours(1))))) {
            assertThat(venue.firstHour()).isEmpty();
        }
    }

    private static Market market(String asset) {
        return new Market("bitget", asset);
    }

    private static Instant timeOf(RawCandle row) {
        return Instant.ofEpochMilli(row.openTime());
    }

    /// A simulated Bitget with one market, and a client that has sent no request yet.
    private final class Venue implements AutoCloseable {
        private final SimulatedVenue venue;
        private final VenueServer venues;
        private final BitgetClient client;
        private final Listing listing;

        Venue(EveryHour source) {
            venue = new SimulatedVenue(new BitgetDialect(), source, SimulatedClock.frozenAt(NOW),
                    InstantSource.system());
            venues = new VenueServer(0, Map.of("bitget", venue));
            client = new BitgetClient(ScriptedListing.context(new HttpTransport(http), venues.url("bitget")));
            Market market = source.listed().market();
            String symbol = new BitgetDialect().symbolOf(source.listed());
            listing = Listing.of(market, symbol, true, "online");
        }

        CandlePage page(Instant from, int limit) {
            return DirectRunner.value(client.hourlyCandles(listing, from, limit));
        }

        Optional<Instant> firstHour() {
            return DirectRunner.value(client.firstHour(listing));
        }

        Listing listing() {
            return DirectRunner.value(client.listing()).markets().getFirst();
        }

        List<String> chargesOfPage(Instant from) {
            DirectRunner runner = new DirectRunner();
            runner.run(client.hourlyCandles(listing, from, 10), Priority.LIVE);
            return runner.charges().stream().map(charge -> charge.limit().name() + " " + charge.weight()).toList();
        }

        @Override
        public void close() {
            venue.close();
            venues.close();
        }
    }
}
