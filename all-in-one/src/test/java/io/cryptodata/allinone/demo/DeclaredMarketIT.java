package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.ListingFault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.sinks.config.CleanupConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// An operator's row, by SQL, decides what is tracked in the running product: within seconds, without a restart, and until
/// the row is gone. The rules here want BTC, BNB and DOT; the venue's listing lacks every second market, ETH among them.
class DeclaredMarketIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VENUE = "binance";
    private static final double HOURS_PER_SECOND = 1;

    private static ProductRun run;
    private static Observed seen;

    @BeforeAll
    static void the_product_follows_rules_that_want_three_markets() throws Exception {
        TestDemo demo = TestDemo.in("declared-market");
        SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(demo.ports.simulator(),
                demo.data.resolve("simulator"),
                new SimulatorConfig.Seeded(7, Duration.ofDays(2), HOURS_PER_SECOND, false)));
        simulator.venue(VENUE).inject((_, kind, _) -> kind == RequestKind.LISTING
                ? new Fault.Listing(ListingFault.HALF)
                : null);
        EmbeddedRuntime servers = EmbeddedRuntime.prepare(
                DemoParts.embeddedConfig(demo.options(null, false, HOURS_PER_SECOND)), DataFolder.FreeSpace.ofDisk());
        ProductParts parts = new ProductParts(servers, () -> rules(servers, simulator),
                List.of(new SimulatorPart(simulator)), simulator.clock()::now, CleanupConfig.never());
        run = new ProductRun(servers, parts, System.out::println, _ -> true);
        run.start(parts::endpoints);
        seen = new Observed(servers);
        List.of("BTC/USDT", "BNB/USDT", "DOT/USDT").forEach(asset -> holds(asset + " by the rules", PATIENCE,
                () -> isTracked(asset) && candlesOf(asset) > 0));
        assertThat(entry("XRP/USDT")).isEmpty();
        assertThat(entry("ETH/USDT")).isEmpty();
    }

    private static ProducersConfig rules(EmbeddedRuntime servers, SimulatorApp simulator) {
        return ProducersConfig.from(Map.of("PRODUCERS_BOOTSTRAP_SERVERS", servers.broker().bootstrap(),
                "PRODUCERS_REGISTRY_URL", servers.registry().url(), "PRODUCERS_VENUES", VENUE, "PRODUCERS_LISTINGS",
                VENUE, "PRODUCERS_BINANCE_URL", simulator.venueUrl(VENUE).toString(), "PRODUCERS_TOP", "0",
                "PRODUCERS_INCLUDE", "binance:(BTC|BNB|DOT)/USDT", "COINGECKO_ENABLED", "false",
                "PRODUCERS_POLL_INTERVAL", "200ms"));
    }

    @AfterAll
    static void nothing_was_started_again() {
        try {
            assertThat(run.restarts("producers")).isZero();
        } finally {
            run.close();
        }
    }

    @Test
    void a_declared_market_that_the_rules_leave_out_is_fetched_until_its_row_says_otherwise() {
        changes("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('XRP/USDT', 'binance', true)",
                () -> isTracked("XRP/USDT"));
        holds("the first candle of XRP/USDT", PATIENCE, () -> candlesOf("XRP/USDT") > 0);
        changes("UPDATE asset_declaration SET track = false WHERE asset = 'XRP/USDT'", () -> !isTracked("XRP/USDT"));
        stops("XRP/USDT");
        changes("UPDATE asset_declaration SET track = true WHERE asset = 'XRP/USDT'", () -> isTracked("XRP/USDT"));
        changes("DELETE FROM asset_declaration WHERE asset = 'XRP/USDT'", () -> !isTracked("XRP/USDT"));
        assertThat(candlesOf("XRP/USDT")).as("what was fetched stays").isPositive();
    }

    @Test
    void a_market_that_the_rules_want_is_left_alone_while_a_row_says_so() {
        changes("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('DOT/USDT', 'binance', false)",
                () -> !isTracked("DOT/USDT"));
        stops("DOT/USDT");
        changes("DELETE FROM asset_declaration WHERE asset = 'DOT/USDT'", () -> isTracked("DOT/USDT"));
        goesOn("DOT/USDT");
    }

    @Test
    void a_market_that_discovery_does_not_find_is_asked_for_by_the_venues_way_of_naming() {
        changes("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('ETH/USDT', 'binance', true)",
                () -> isTracked("ETH/USDT"));
        assertThat(entry("ETH/USDT").map(UniverseEntry::getVenueSymbol)).contains("ETHUSDT");
        holds("the first candle of ETH/USDT", PATIENCE, () -> candlesOf("ETH/USDT") > 0);
        goesOn("ETH/USDT");
    }

    @Test
    void a_flag_takes_a_base_away_and_gives_it_back() {
        changes("INSERT INTO flags (base, flag, value) VALUES ('BNB', 'exclude', true)", () -> !isTracked("BNB/USDT"));
        stops("BNB/USDT");
        changes("DELETE FROM flags WHERE base = 'BNB'", () -> isTracked("BNB/USDT"));
        goesOn("BNB/USDT");
    }

    /// What a committed row changes in the universe comes about within ten seconds.
    private static void changes(String sql, BooleanSupplier wanted) {
        seen.execute(sql);
        holds(sql, SOON, wanted);
    }

    /// Says how long it took.
    private static void holds(String what, Duration within, BooleanSupplier wanted) {
        long began = System.nanoTime();
        assertThat(Await.until(wanted, within)).as("%s, within %s", what, within).isTrue();
        System.out.printf("%6d ms  %s%n", (System.nanoTime() - began) / 1_000_000, what);
    }

    /// After a page that was under way nothing more comes, while hours of others do.
    private static void stops(String asset) {
        goesOn("BTC/USDT");
        long then = candlesOf(asset);
        goesOn("BTC/USDT");
        assertThat(candlesOf(asset)).as("%s stands still", asset).isEqualTo(then);
    }

    private static void goesOn(String asset) {
        long then = candlesOf(asset);
        holds("two more hours of " + asset, PATIENCE, () -> candlesOf(asset) >= then + 2);
    }

    private static boolean isTracked(String asset) {
        return entry(asset).filter(UniverseEntry::getTracked).isPresent();
    }

    private static Optional<UniverseEntry> entry(String asset) {
        return seen.records(TopicName.UNIVERSE, UniverseEntry.class).stream()
                .filter(entry -> entry.getAsset().equals(asset)).reduce((_, newest) -> newest);
    }

    private static long candlesOf(String asset) {
        return Long.parseLong(seen.column("SELECT count(*) FROM h1_data WHERE exchange = 'binance' AND asset = '"
                + asset + "'").getFirst());
    }
}
