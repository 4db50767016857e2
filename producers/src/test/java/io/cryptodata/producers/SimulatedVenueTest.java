package io.cryptodata.producers;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.polling.PollerLoops;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.polling.VenuePoller;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.VenueListing;
import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole edge, from a venue's real dialect over HTTP to what would be committed: every acceptable hour once, in
/// order, and nothing else.
class SimulatedVenueTest {
    private static final Path REFERENCE = Path.of(System.getProperty("repository.root", ".."))
            .resolve("../shared/data");

    @TempDir
    private Path folder;

    private final LedgerStore book = new LedgerStore();
    private final Map<Market, List<Candle>> candles = new ConcurrentHashMap<>();
    private final List<Publication> pages = new CopyOnWriteArrayList<>();

    @Test
    void every_hour_of_a_seeded_market_arrives_once_and_in_order() throws InterruptedException {
        runUntilCaughtUp(new SimulatorConfig.Seeded(7, Duration.ofDays(50), 1, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"candles", "candles-raw/binance_BTC-USDT_1h.2017-2020.csv",
            "candles-raw/binance_BTC-USDT_1h.2017-2021.cdd-raw.csv.gz",
            "candles-raw/binance_BTC-USDT_1h.2023.raw.csv"})
    void every_acceptable_hour_of_recorded_candles_arrives_and_every_bad_row_is_quarantined(String path)
            throws InterruptedException {
        Path replayed = REFERENCE.resolve(path);
        Assumptions.assumeTrue(Files.exists(replayed), "skipped: no reference candles at " + replayed);
        runUntilCaughtUp(new SimulatorConfig.Replay(replayed, Set.of("binance")));
    }

    private void runUntilCaughtUp(SimulatorConfig.Source source) throws InterruptedException {
        try (SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(0, folder, source));
                HttpClient http = HttpTransport.newClient()) {
            simulator.start();
            VenuePoller poller = poller(http, simulator.venueUrl("binance"));
            try (PollerLoops loops = new PollerLoops(poller, config().pollRules())) {
                loops.start();
                awaitCaughtUp(poller);
            }
            compare(simulator.expectedCandles());
            assertThat(simulator.venue("binance").budgetExceeded()).isFalse();
        }
    }

    private void compare(ExpectedCandles expected) {
        assertThat(candles.keySet()).isEqualTo(expected.markets().keySet());
        expected.markets().forEach((market, owed) -> {
            List<Candle> came = candles.getOrDefault(market, List.of());
            assertThat(came).as(market.key()).hasSize(owed.acceptable()).isSortedAccordingTo(
                    (one, other) -> one.openTime().compareTo(other.openTime()));
            assertThat(new HashSet<>(came)).as(market.key()).hasSameSizeAs(came);
            assertThat(came.getLast().openTime()).as(market.key()).isEqualTo(owed.last());
        });
        assertThat(pages.stream().mapToLong(page -> page.quarantined().size()).sum()).isEqualTo(expected.quarantined());
    }

    private static void awaitCaughtUp(VenuePoller poller) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!poller.report().isCaughtUp()) {
            assertThat(System.nanoTime()).as("still not caught up: %s", poller.report().markets()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private VenuePoller poller(HttpClient http, URI url) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OpenVenue venue = Venues.open("binance", BaseUrls.at(url),
                new Venues.Context(http, WallTime.real(), config().clockRules(), meters));
        List<TrackedMarket> tracked = tracked(venue);
        return new VenuePoller("binance", new VenueAccess(venue.candles().orElseThrow(), venue.calls(), venue.clock()),
                () -> tracked,
                new VenuePoller.Output(this::publish, book), config().pollRules(), WallTime.real());
    }

    private static List<TrackedMarket> tracked(OpenVenue venue) {
        if (venue.calls()
                .run(venue.listing().listing(),
                        Priority.LIVE) instanceof Fetch.Ok<VenueListing>(VenueListing listing)) {
            return listing.markets().stream().map(market -> new TrackedMarket(market, MarketState.LIVE, null,
                    null)).toList();
        }
        throw new AssertionError("the simulator does not list its markets");
    }

    private CandlePublisher.Outcome publish(Publication page) {
        book.commit(page.after());
        pages.add(page);
        candles.computeIfAbsent(page.after().market(), _ -> new CopyOnWriteArrayList<>()).addAll(page.candles());
        return new CandlePublisher.Outcome.Published();
    }

    private static ProducersConfig config() {
        return ProducersConfig.from(Map.of("PRODUCERS_POLL_INTERVAL", "200ms", "PRODUCERS_CONCURRENCY", "8"));
    }
}
