package io.cryptodata.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.MarketEvent;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.plan.FaultProfile;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.Faults;
import io.cryptodata.simulator.venue.ListingTrouble;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowTrouble;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.Trouble;
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
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// An eventful world over HTTP, with a clock that the test sets.
class EventfulSimulatorTest {
    private static final Instant START = SimulatorConfig.SEEDED_START;
    private static final Duration HISTORY = Duration.ofDays(3);
    private static final FaultProfile UNREST = FaultProfile.many(7).lasting(Duration.ofDays(2)).withFaults(0);
    private static final String KLINES = "/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=";
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");

    @TempDir
    Path folder;

    private volatile Instant now = START.plus(Duration.ofMinutes(30));

    @Test
    void every_venue_lists_markets_and_its_clock_is_wrong_in_its_own_way() {
        try (SimulatorApp app = app(UNREST)) {
            assertThat(app.venues()).hasSameSizeAs(Dialects.all());
            assertThat(app.venues().keySet()).contains("binance", "bybit", "okx", "bitget", "mexc", "kucoin", "gate",
                    "kraken");
            for (SimulatedVenue venue : app.venues().values()) {
                assertThat(venue.markets()).as(venue.exchange()).isNotEmpty();
                assertThat(Duration.between(now, venue.clock().now())).as(venue.exchange())
                        .isEqualTo(UNREST.skewOf(venue.exchange()));
            }
            assertThatThrownBy(() -> app.venue("mtgox")).hasMessageContaining("mtgox").hasMessageContaining("binance");
        }
    }

    @Test
    void five_hundred_markets_of_each_kind_have_names_of_their_own_on_every_venue() throws Exception {
        try (SimulatorApp demo = app(FaultProfile.none());
                SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder,
                        new SimulatorConfig.Seeded(42, HISTORY, 1, true,
                                VenueMarkets.everywhere(List.copyOf(demo.venues().keySet()),
                                        new VenueMarkets.Count(500, 500)),
                                UNREST)),
                        () -> now)) {
            app.start();
            for (SimulatedVenue venue : app.venues().values()) {
                assertThat(venue.markets()).as(venue.exchange()).hasSizeGreaterThan(900);
            }
            for (URI example : app.examples().values()) {
                assertThat(answer(example).statusCode()).as("%s", example).isEqualTo(200);
            }
        }
    }

    @Test
    void what_was_served_is_remembered_and_is_what_the_world_has() throws Exception {
        try (SimulatorApp app = app(UNREST)) {
            app.start();
            get(app, KLINES + START.minus(HISTORY).toEpochMilli() + "&limit=990");
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
    void the_expectation_goes_by_the_script_and_the_venues_own_clock() {
        now = START.plus(Duration.ofDays(4));
        try (SimulatorApp app = app(UNREST)) {
            World world = app.world().orElseThrow();
            assertThat(world.events()).extracting(MarketEvent::kind).contains(MarketEvent.Kind.OUTAGE);
            app.expectation().markets().forEach((market, owed) -> {
                long closed = Timeframe.epochHourOf(app.venue(market.exchange()).clock().now());
                assertThat(world.presentHours(market, Timeframe.epochHourOf(START.minus(HISTORY)), closed))
                        .as("%s", market).hasSize(owed.acceptable());
            });
        }
    }

    @Test
    void an_endless_page_holds_the_newest_rows_whatever_was_asked_but_a_single_first_row_is_right() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.Rows(RowTrouble.ENDLESS)));
            long first = START.minus(HISTORY).toEpochMilli();
            JsonNode rows = get(app, KLINES + first + "&limit=3");
            assertThat(rows).hasSize(3);
            assertThat(rows.get(2).get(0).asLong()).isEqualTo(START.toEpochMilli());
            assertThat(get(app, KLINES + first + "&limit=1").get(0).get(0).asLong()).isEqualTo(first);
        }
    }

    @Test
    void a_row_to_come_lies_two_days_after_the_venues_present_hour() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.Rows(RowTrouble.FUTURE)));
            JsonNode rows = get(app, KLINES + START.minus(HISTORY).toEpochMilli() + "&limit=2");
            assertThat(rows.get(2).get(0).asLong()).isEqualTo(START.plus(Duration.ofDays(2)).toEpochMilli());
        }
    }

    @Test
    void a_listing_can_lack_every_second_market_or_all_of_them() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            SimulatedVenue binance = app.venue("binance");
            long spot = binance.markets().stream().filter(listed -> listed.market().isSpot()).count();
            binance.inject(always(new Fault.Listing(ListingTrouble.HALF)));
            assertThat(get(app, "/api/v3/exchangeInfo").get("symbols")).hasSizeBetween((int) spot / 2 - 1,
                    (int) spot / 2 + 1);
            binance.inject(always(new Fault.Listing(ListingTrouble.EMPTY)));
            assertThat(get(app, "/api/v3/exchangeInfo").get("symbols")).isEmpty();
        }
    }

    @Test
    void a_venue_can_ask_to_slow_down_without_a_time() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            app.venue("binance").inject(always(new Fault.SayWithoutTime(Trouble.TOO_MANY_REQUESTS)));
            HttpResponse<String> answer = answer(app, "/api/v3/time");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    void a_limit_that_was_exceeded_is_named_with_its_venue() throws Exception {
        try (SimulatorApp app = app(FaultProfile.none())) {
            app.start();
            assertThat(app.budgetsExceeded()).isEmpty();
            for (int request = 0; request < 301; request++) {
                assertThat(answer(app, "/api/v3/exchangeInfo").statusCode()).isIn(200, 429);
            }
            // a new minute may have begun in between
            for (int request = 0; request < 301 && app.budgetsExceeded().isEmpty(); request++) {
                assertThat(answer(app, "/api/v3/exchangeInfo").statusCode()).isIn(200, 429);
            }
            assertThat(app.budgetsExceeded()).hasSize(1).first().asString().startsWith("binance spot weight: ");
        }
    }

    private SimulatorApp app(FaultProfile unrest) {
        return new SimulatorApp(new SimulatorConfig(0, folder, new SimulatorConfig.Seeded(42, HISTORY, 1, true,
                VenueMarkets.demo(), unrest)), () -> now);
    }

    private static Faults always(Fault fault) {
        return (asked, kind, time) -> kind == RequestKind.OTHER ? null : fault;
    }

    private static JsonNode get(SimulatorApp app, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(answer(app, path).body());
    }

    private static HttpResponse<String> answer(SimulatorApp app, String path)
            throws IOException, InterruptedException {
        return answer(URI.create(app.venueUrl("binance") + path));
    }

    private static HttpResponse<String> answer(URI question) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(question).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
