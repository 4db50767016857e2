package io.cryptodata.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.MarketEvent;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.ListingFault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venues.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A world with events over HTTP, with a clock that the test controls.
class EventfulSimulatorTest {
    private static final Instant START = SimulatorConfig.SEEDED_START;
    private static final Duration HISTORY = Duration.ofDays(3);
    private static final FaultProfile FAULTS = FaultProfile.many(7).withLength(Duration.ofDays(2)).withFaultRate(0)
            .withLasting(0);
    private static final String KLINES = "/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=";
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");

    @TempDir
    Path folder;

    private volatile Instant now = START.plus(Duration.ofMinutes(30));

    @Test
    void every_venue_lists_markets_and_has_a_clock_skew() {
        try (SimulatorApp app = app(FAULTS)) {
            assertThat(app.venues().keySet()).containsExactlyElementsOf(Dialects.exchanges());
            for (SimulatedVenue venue : app.venues().values()) {
                assertThat(venue.markets()).as(venue.exchange()).isNotEmpty();
                assertThat(Duration.between(now, venue.clock().now())).as(venue.exchange())
                        .isEqualTo(FAULTS.skewOf(venue.exchange()));
            }
            assertThatThrownBy(() -> app.venue("mtgox")).hasMessageContaining("mtgox").hasMessageContaining("binance");
        }
    }

    @Test
    void five_hundred_markets_of_each_kind_have_unique_symbols_on_every_venue() throws Exception {
        try (SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder,
                new SimulatorConfig.Seeded(42, HISTORY, 1, true,
                        VenueMarkets.everywhere(Dialects.exchanges(),
                                new VenueMarkets.Count(500, 500)),
                        FAULTS)),
                () -> now)) {
            app.start();
            for (SimulatedVenue venue : app.venues().values()) {
                assertThat(venue.markets()).as(venue.exchange())
                        .hasSizeGreaterThan(venue.exchange().equals("kraken") ? 450 : 900);
            }
            for (URI example : app.examples().values()) {
                assertThat(send(example).statusCode()).as("%s", example).isEqualTo(200);
            }
        }
    }

    @Test
    void served_hours_are_recorded_and_match_the_world() throws Exception {
        try (SimulatorApp app = app(FAULTS)) {
            CountDownLatch recorded = new CountDownLatch(1);
            app.venue("binance").observe(page -> {
                app.served().accept(page);
                recorded.countDown();
            });
            app.start();
            get(app, KLINES + START.minus(HISTORY).toEpochMilli() + "&limit=990");
            assertThat(recorded.await(2, TimeUnit.MINUTES)).isTrue();
            World world = app.world().orElseThrow();
            long[] present = world.presentHours(BITCOIN, Timeframe.epochHourOf(START.minus(HISTORY)),
                    Timeframe.epochHourOf(START) + 1);
            Instant clock = app.venue("binance").clock().now();
            long closed = Timeframe.epochHourOf(clock.minusSeconds(5));
            assertThat(app.served().hours(BITCOIN)).isNotEmpty().containsExactly(
                    Arrays.stream(present).filter(hour -> hour < closed).toArray());
        }
    }

    @Test
    void expected_candles_follow_the_events_and_the_clock_of_the_venue() {
        now = START.plus(Duration.ofDays(4));
        try (SimulatorApp app = app(FAULTS)) {
            World world = app.world().orElseThrow();
            assertThat(world.events()).extracting(MarketEvent::kind).contains(MarketEvent.Kind.OUTAGE);
            app.expectedCandles().markets().forEach((market, expected) -> {
                long closed = Timeframe.epochHourOf(app.venue(market.exchange()).clock().now());
                assertThat(world.presentHours(market, Timeframe.epochHourOf(START.minus(HISTORY)), closed))
                        .as("%s", market).hasSize(expected.acceptable());
            });
        }
    }

    @Test
    void a_page_that_ignores_the_range_has_the_newest_rows_but_a_single_row_is_correct() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.Rows(RowFault.RANGE_IGNORED)));
            long first = START.minus(HISTORY).toEpochMilli();
            JsonNode rows = get(app, KLINES + first + "&limit=3");
            assertThat(rows).hasSize(3);
            assertThat(rows.get(2).get(0).asLong()).isEqualTo(START.toEpochMilli());
            assertThat(get(app, KLINES + first + "&limit=1").get(0).get(0).asLong()).isEqualTo(first);
        }
    }

    @Test
    void a_future_row_is_two_days_after_the_current_hour() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.Rows(RowFault.FUTURE)));
            JsonNode rows = get(app, KLINES + START.minus(HISTORY).toEpochMilli() + "&limit=2");
            assertThat(rows.get(2).get(0).asLong()).isEqualTo(START.plus(Duration.ofDays(2)).toEpochMilli());
        }
    }

    @Test
    void a_listing_can_miss_every_second_market_or_all_markets() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            SimulatedVenue binance = app.venue("binance");
            long spot = binance.markets().stream().filter(listed -> listed.market().isSpot()).count();
            binance.inject(always(new Fault.Listing(ListingFault.HALF)));
            assertThat(get(app, "/api/v3/exchangeInfo").get("symbols")).hasSizeBetween((int) spot / 2 - 1,
                    (int) spot / 2 + 1);
            binance.inject(always(new Fault.Listing(ListingFault.EMPTY)));
            assertThat(get(app, "/api/v3/exchangeInfo").get("symbols")).isEmpty();
        }
    }

    @Test
    void a_venue_can_refuse_a_request_without_a_retry_time() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.ErrorWithoutRetryAfter(VenueError.TOO_MANY_REQUESTS)));
            HttpResponse<String> send = send(app, "/api/v3/time");
            assertThat(send.statusCode()).isEqualTo(429);
            assertThat(send.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    void an_exceeded_limit_is_reported_with_its_venue() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            assertThat(app.budgetsExceeded()).isEmpty();
            for (int request = 0; request < 301; request++) {
                assertThat(send(app, "/api/v3/exchangeInfo").statusCode()).isIn(200, 429);
            }
            // the first loop may have spanned two minutes
            for (int request = 0; request < 301 && app.budgetsExceeded().isEmpty(); request++) {
                assertThat(send(app, "/api/v3/exchangeInfo").statusCode()).isIn(200, 429);
            }
            assertThat(app.budgetsExceeded()).hasSize(1).first().asString().startsWith("binance spot weight: ");
        }
    }

    private SimulatorApp app(FaultProfile faults) {
        return new SimulatorApp(new SimulatorConfig(0, folder, new SimulatorConfig.Seeded(42, HISTORY, 1, true,
                Dialects.demoMarkets(), faults)), () -> now);
    }

    private static FaultInjector always(Fault fault) {
        return (request, kind, time) -> kind == RequestKind.OTHER ? null : fault;
    }

    private static JsonNode get(SimulatorApp app, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(send(app, path).body());
    }

    private static HttpResponse<String> send(SimulatorApp app, String path)
            throws IOException, InterruptedException {
        return send(URI.create(app.venueUrl("binance") + path));
    }

    private static HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
