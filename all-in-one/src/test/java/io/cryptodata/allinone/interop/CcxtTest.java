package io.cryptodata.allinone.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.npm.NpmPackages;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.VenueError;
import io.cryptodata.simulator.venue.VenueRequest;
import io.cryptodata.simulator.venues.Dialects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// ccxt against the simulated venues, in a world that ends now, because ccxt pages from the machine's clock. Where the hour
/// changes while it runs, it runs again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CcxtTest {
    private static final String CCXT = "ccxt@4.5.84";
    private static final Duration HISTORY = Duration.ofDays(60);
    /// no pace of a client exceeds a limit by a clock that is so fast
    private static final long RATE_LIMIT_SPEED = 100_000;
    /// their contracts' volume in ccxt is a number of contracts
    private static final Set<String> IN_CONTRACTS = Set.of("mexc", "kucoin", "gate");
    /// Kraken serves at most 720 hours that have ended
    private static final int KRAKEN_HOURS = 720;

    private final Map<String, JsonNode> results = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private long current;
    private @Nullable SimulatorApp started;

    @BeforeAll
    void run(@TempDir Path folder) throws IOException, InterruptedException {
        NpmPackages packages = NpmPackages.installed(Path.of("target", "npm", "ccxt"), CCXT);
        do {
            close();
            now = Instant.now();
            current = Timeframe.epochHourOf(now);
            run(packages, folder);
        } while (Timeframe.epochHourOf(Instant.now()) != current);
    }

    private void run(NpmPackages packages, Path folder) throws IOException, InterruptedException {
        SimulatorApp simulator = simulator(folder);
        started = simulator;
        simulator.venues().values().forEach(venue -> venue.inject((request, _, _) -> requestedFault(request)));
        simulator.start();
        Process node = packages.start("ccxt.mjs", script(simulator));
        try (InputStream printed = node.getInputStream()) {
            String output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor()).as(output).isZero();
            output.lines().map(CcxtTest::json).forEach(line -> results.put(line.path("exchange").asText(), line));
        }
    }

    private SimulatorApp simulator(Path folder) {
        SimulatorConfig.Seeded seeded = new SimulatorConfig.Seeded(42, HISTORY, 1, true, Dialects.demoMarkets(),
                FaultProfile.none()).startingAt(now.truncatedTo(ChronoUnit.HOURS));
        long start = System.nanoTime();
        return new SimulatorApp(new SimulatorConfig(0, folder, seeded), () -> now,
                () -> Instant.EPOCH.plusNanos((System.nanoTime() - start) * RATE_LIMIT_SPEED));
    }

    private static @Nullable Fault requestedFault(VenueRequest request) {
        return switch (request.text("fault")) {
            case "" -> null;
            case "GATEWAY_ERROR" -> Fault.Response.html(503);
            default -> new Fault.Error(VenueError.valueOf(request.text("fault")), Duration.ofSeconds(2));
        };
    }

    private String script(SimulatorApp simulator) throws IOException {
        try (InputStream script = Objects.requireNonNull(CcxtTest.class.getResourceAsStream("ccxt.mjs"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("%BASE%", simulator.baseUrl().toString())
                    .replace("%VENUES%", String.join(",", simulator.venues().keySet()))
                    .replace("%FIRST%", Long.toString(Timeframe.instantOf(current - HISTORY.toHours()).toEpochMilli()))
                    .replace("%NOW%", Long.toString(now.toEpochMilli()));
        }
    }

    @AfterAll
    void close() {
        if (started != null) {
            started.close();
        }
    }

    private static List<String> venues() {
        return Dialects.exchanges();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void every_market_is_loaded_and_the_time_is_the_venues(String exchange) {
        JsonNode result = result(exchange);
        assertThat(texts(result.path("markets"))).isEqualTo(assets(exchange, market -> true));
        assertThat(result.path("time").asLong()).isCloseTo(now.toEpochMilli(), within(1000L));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void every_closed_hour_equals_the_world_however_it_is_requested(String exchange) {
        result(exchange).path("rows").properties().forEach(market -> market.getValue().properties().forEach(
                page -> check(new Market(exchange, market.getKey()), page.getKey(), page.getValue(),
                        result(exchange).path("contractSize").asDouble())));
    }

    private void check(Market market, String request, JsonNode rows, double contractSize) {
        String what = market + " " + request;
        double unit = !market.isSpot() && IN_CONTRACTS.contains(market.exchange()) ? contractSize : 1;
        long[] hours = StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> Timeframe.epochHourOf(Instant.ofEpochMilli(row.get(0).asLong()))).toArray();
        assertThat(hours).as(what).isNotEmpty()
                .containsExactly(world().presentHours(market, hours[0], hours[hours.length - 1] + 1));
        for (int i = 0; i < hours.length; i++) {
            if (hours[i] < current) {
                check(what + " " + hours[i], rows.get(i), world().finalRow(market, hours[i]).orElseThrow(), unit);
            }
        }
    }

    private static void check(String what, JsonNode row, SourceRow expected, double unit) {
        assertThat(row.get(1).asDouble()).as(what).isEqualTo(Double.parseDouble(expected.open()));
        assertThat(row.get(2).asDouble()).as(what).isEqualTo(Double.parseDouble(expected.high()));
        assertThat(row.get(3).asDouble()).as(what).isEqualTo(Double.parseDouble(expected.low()));
        assertThat(row.get(4).asDouble()).as(what).isEqualTo(Double.parseDouble(expected.close()));
        double volume = Double.parseDouble(expected.volume());
        assertThat(row.get(5).asDouble() * unit).as(what).isCloseTo(volume, within(volume * 1e-12));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void pages_reach_from_the_first_hour_to_the_one_in_progress_and_have_the_requested_length(String exchange) {
        result(exchange).path("rows").properties().forEach(market -> {
            JsonNode pages = market.getValue();
            long first = exchange.equals("kraken") ? current - KRAKEN_HOURS : current - HISTORY.toHours();
            assertThat(hour(pages.path("forward").get(0))).isEqualTo(first);
            for (String request : List.of("forward", "newest", "limit", "backward")) {
                JsonNode rows = pages.path(request);
                assertThat(hour(rows.get(rows.size() - 1))).as(request).isEqualTo(current);
            }
            assertThat(pages.path("limit")).hasSize(5);
            assertThat(pages.path("since_limit")).hasSize(10);
            assertThat(pages.path("backward")).hasSize(300);
            for (String request : List.of("since", "since_limit", "since_until")) {
                if (pages.has(request)) {
                    assertThat(hour(pages.path(request).get(0))).as(request).isEqualTo(current - 700);
                }
            }
            if (pages.has("paginated")) {
                assertThat(pages.path("paginated")).hasSize(1000);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("venues")
    void tickers_have_the_last_price_of_every_market(String exchange) {
        JsonNode result = result(exchange);
        result.path("last").properties().forEach(last -> assertThat(last.getValue().asDouble()).as(last.getKey())
                .isEqualTo(lastPrice(new Market(exchange, last.getKey()))));
        assertThat(result.path("last")).isNotEmpty();
        assertThat(texts(result.path("spot"))).isEqualTo(assets(exchange, Market::isSpot));
        assertThat(texts(result.path("contracts"))).isEqualTo(assets(exchange, market -> !market.isSpot()));
    }

    private double lastPrice(Market market) {
        long hour = Timeframe.instantOf(current).toEpochMilli();
        return Double.parseDouble(world().venue(market.exchange())
                .rows(market, new Window(hour, hour, 1, true), now).getFirst().close());
    }

    @ParameterizedTest
    @MethodSource("venues")
    void every_error_of_a_venue_is_an_exception_of_ccxt(String exchange) {
        assertThat(result(exchange).path("errors").properties()).hasSize(VenueError.values().length + 1)
                .allSatisfy(error -> assertThat(error.getValue().asText()).as(error.getKey())
                        .doesNotContain("none", "not of ccxt"));
    }

    private JsonNode result(String exchange) {
        JsonNode result = Objects.requireNonNull(results.get(exchange), "no result of " + exchange);
        assertThat(result.path("failure").asText()).as(exchange).isEmpty();
        return result;
    }

    private World world() {
        return Objects.requireNonNull(started).world().orElseThrow();
    }

    private Set<String> assets(String exchange, Predicate<Market> selected) {
        return Objects.requireNonNull(started).venue(exchange).markets().stream().map(listed -> listed.market())
                .filter(selected).map(Market::asset).collect(Collectors.toSet());
    }

    private static long hour(JsonNode row) {
        return Timeframe.epochHourOf(Instant.ofEpochMilli(row.get(0).asLong()));
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).collect(Collectors.toSet());
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("ccxt printed " + line, e);
        }
    }
}
