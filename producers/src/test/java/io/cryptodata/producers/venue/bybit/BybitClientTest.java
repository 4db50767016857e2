package io.cryptodata.producers.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.ThirtyHours;
import io.cryptodata.producers.venue.VenueListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.bybit.BybitDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BybitClientTest extends ExchangeClientContract {
    private static final Listing BITCOIN = Listing.of(new Market("bybit", "BTC/USDT"), "BTCUSDT", true, "Trading");

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void a_page_is_a_window_with_two_ends_and_has_its_end() {
        try (Venue venue = new Venue(); HttpClient http = HttpTransport.newClient()) {
            Instant from = FIRST_HOUR.plus(Duration.ofHours(4));
            assertThat(DirectRunner.value(venue.client(new HttpTransport(http)).hourlyCandles(BITCOIN, from, 3))
                    .windowEnd()).isEqualTo(from.plus(Duration.ofHours(3)));
        }
    }

    @Test
    void a_listing_longer_than_one_part_is_read_whole_by_its_cursor() {
        SimulatedVenue large = new SimulatedVenue(new BybitDialect(), new ManyContracts(), SimulatedClock.frozenAt(NOW),
                InstantSource.system());
        try (VenueServer venues = new VenueServer(0, Map.of("bybit", large));
                HttpClient http = HttpTransport.newClient()) {
            BybitClient client = new BybitClient(ScriptedListing.context(new HttpTransport(http), venues.url("bybit")));
            DirectRunner runner = new DirectRunner();
            assertThat(runner.run(client.listing(), Priority.LIVE)).isInstanceOfSatisfying(Fetch.Ok.class,
                    whole -> assertThat(((VenueListing) whole.value()).markets()).hasSize(2301)
                            .doesNotHaveDuplicates());
            assertThat(runner.charges()).as("one spot part, three linear and one inverse").hasSize(5);
        }
    }

    @Test
    void every_request_counts_once_against_the_one_limit_of_the_address() {
        try (HttpClient http = HttpTransport.newClient()) {
            BybitClient client = new BybitClient(
                    ScriptedListing.context(new HttpTransport(http), URI.create("http://127.0.0.1:1")));
            DirectRunner runner = new DirectRunner();
            List<Call<?>> calls = List.of(client.serverTime(), client.listing(), client.firstHour(BITCOIN),
                    client.hourlyCandles(BITCOIN, FIRST_HOUR, 1000));
            calls.forEach(call -> runner.run(call, Priority.LIVE));
            assertThat(runner.charges()).hasSize(4).allSatisfy(charge -> {
                assertThat(charge.weight()).isEqualTo(1);
                assertThat(charge.limit().weight()).isEqualTo(600);
                assertThat(charge.limit().period()).isEqualTo(Duration.ofSeconds(5));
            });
        }
    }

    @Test
    void requests_beyond_the_limit_are_banned_for_ten_minutes() {
        SimulatedVenue tight = new SimulatedVenue(new BybitDialect(2), new ThirtyHours("bybit"),
                SimulatedClock.frozenAt(NOW), InstantSource.system());
        try (VenueServer venues = new VenueServer(0, Map.of("bybit", tight));
                HttpClient http = HttpTransport.newClient()) {
            BybitClient client = new BybitClient(ScriptedListing.context(new HttpTransport(http), venues.url("bybit")));
            assertThat(DirectRunner.outcome(client.serverTime())).isInstanceOf(Fetch.Ok.class);
            assertThat(DirectRunner.outcome(client.serverTime())).isInstanceOf(Fetch.Ok.class);
            assertThat(DirectRunner.outcome(client.serverTime())).isEqualTo(
                    new Failure.Banned(Duration.ofMinutes(10), "HTTP 403: this address is banned"));
            assertThat(tight.budgetExceeded()).isTrue();
        }
    }

    @Test
    void an_invalid_limit_or_market_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            BybitClient client = new BybitClient(
                    ScriptedListing.context(new HttpTransport(http), URI.create("http://127.0.0.1:1")));
            Listing elsewhere = Listing.of(new Market("okx", "BTC/USDT"), "BTC-USDT", true, "live");
            Listing inverse = Listing.of(new Market("bybit", "BTC/USD:BTC"), "BTCUSD", true, "Trading");
            assertThatThrownBy(() -> client.hourlyCandles(BITCOIN, FIRST_HOUR, 1001))
                    .hasMessageContaining("limit must be between 1 and 1000");
            assertThatThrownBy(() -> client.hourlyCandles(elsewhere, FIRST_HOUR, 1)).hasMessageContaining("okx");
            assertThatThrownBy(() -> client.firstHour(inverse)).hasMessageContaining("inverse");
        }
    }

    /// One spot market and 2,300 contracts, none of which has candles.
    private static final class ManyContracts implements CandleSource {
        private final List<ListedMarket> markets = IntStream.rangeClosed(0, 2300)
                .mapToObj(number -> new ListedMarket(
                        new Market("bybit", number == 0 ? "C/USDT" : "C" + number + "/USDT:USDT"), true))
                .toList();

        @Override
        public List<ListedMarket> markets(Instant now) {
            return markets;
        }

        @Override
        public List<SourceRow> rows(Market market, Window window, Instant now) {
            return List.of();
        }

        @Override
        public ExpectedCandles expectedCandles(Instant now) {
            return new ExpectedCandles(Map.of());
        }
    }

    /// A simulated Bybit.
    private static final class Venue extends ScriptedExchange {
        Venue() {
            super(new BybitDialect(), "NONE", Map.of(),
                    BybitClient::new);
        }

        @Override
        public boolean reportsBanTime() {
            return false;
        }
    }
}
