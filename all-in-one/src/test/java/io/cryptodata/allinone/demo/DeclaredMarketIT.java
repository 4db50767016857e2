package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.allinone.product.TopicsStep;
import io.cryptodata.api.config.ApiConfig;
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
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.streams.config.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// A row inserted by SQL decides what the running product tracks: within seconds, without a restart, and until the row is
/// deleted. The rules include BTC, BNB and DOT; the venue's listing misses every second market, including ETH.
class DeclaredMarketIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String VENUE = "binance";
    private static final double HOURS_PER_SECOND = 1;

    private static ProductRun run;
    private static ProductReader product;

    @BeforeAll
    static void start_with_rules_for_three_markets() throws Exception {
        TestDemo demo = TestDemo.in("declared-market");
        SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(demo.ports.simulator(),
                demo.data.resolve("simulator"),
                new SimulatorConfig.Seeded(7, Duration.ofDays(2), HOURS_PER_SECOND, false)));
        simulator.venue(VENUE).inject((_, kind, _) -> kind == RequestKind.LISTING
                ? new Fault.Listing(ListingFault.HALF)
                : null);
        EmbeddedRuntime servers = EmbeddedRuntime.prepare(
                DemoParts.embeddedConfig(demo.options(null, false, HOURS_PER_SECOND)), DataFolder.FreeSpace.ofDisk());
        ProductParts parts = new ProductParts(servers, new TopicsStep(servers),
                new ProductParts.Configs(() -> rules(servers, simulator), StreamsConfig.from(Map.of()),
                        SinksConfig.from(Map.of()).withCleanup(CleanupConfig.never()),
                        ApiConfig.from(Map.of()).onPort(demo.ports.api())),
                List.of(new SimulatorPart(simulator)), simulator.clock()::now);
        run = new ProductRun(servers, parts, System.out::println, _ -> true);
        run.start(parts::endpoints);
        product = new ProductReader(servers);
        List.of("BTC/USDT", "BNB/USDT", "DOT/USDT").forEach(asset -> await(asset + " by the rules", TIMEOUT,
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
    static void no_part_was_restarted() {
        try {
            assertThat(run.restarts("producers")).isZero();
        } finally {
            run.close();
        }
    }

    @Test
    void a_declared_market_outside_the_rules_is_fetched_until_its_row_changes() {
        change("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('XRP/USDT', 'binance', true)",
                () -> isTracked("XRP/USDT"));
        await("the first candle of XRP/USDT", TIMEOUT, () -> candlesOf("XRP/USDT") > 0);
        change("UPDATE asset_declaration SET track = false WHERE asset = 'XRP/USDT'", () -> !isTracked("XRP/USDT"));
        assertStopped("XRP/USDT");
        change("UPDATE asset_declaration SET track = true WHERE asset = 'XRP/USDT'", () -> isTracked("XRP/USDT"));
        change("DELETE FROM asset_declaration WHERE asset = 'XRP/USDT'", () -> !isTracked("XRP/USDT"));
        assertThat(candlesOf("XRP/USDT")).as("fetched candles are kept").isPositive();
    }

    @Test
    void a_market_of_the_rules_is_not_fetched_while_a_row_excludes_it() {
        change("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('DOT/USDT', 'binance', false)",
                () -> !isTracked("DOT/USDT"));
        assertStopped("DOT/USDT");
        change("DELETE FROM asset_declaration WHERE asset = 'DOT/USDT'", () -> isTracked("DOT/USDT"));
        assertContinues("DOT/USDT");
    }

    @Test
    void a_market_missing_from_the_listing_is_requested_by_the_venue_naming_scheme() {
        change("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('ETH/USDT', 'binance', true)",
                () -> isTracked("ETH/USDT"));
        assertThat(entry("ETH/USDT").map(UniverseEntry::getVenueSymbol)).contains("ETHUSDT");
        await("the first candle of ETH/USDT", TIMEOUT, () -> candlesOf("ETH/USDT") > 0);
        assertContinues("ETH/USDT");
    }

    @Test
    void a_flag_excludes_a_base_until_it_is_deleted() {
        change("INSERT INTO flags (base, flag, value) VALUES ('BNB', 'exclude', true)", () -> !isTracked("BNB/USDT"));
        assertStopped("BNB/USDT");
        change("DELETE FROM flags WHERE base = 'BNB'", () -> isTracked("BNB/USDT"));
        assertContinues("BNB/USDT");
        await("the intervals in which BNB/USDT was tracked", TIMEOUT, () -> product.column("""
                SELECT tracked FROM universe_history WHERE exchange = 'binance' AND asset = 'BNB/USDT'
                ORDER BY valid_from""").equals(List.of("t", "f", "t")));
    }

    /// A committed row changes the universe.
    private static void change(String sql, BooleanSupplier expected) {
        product.execute(sql);
        await(sql, TIMEOUT, expected);
    }

    /// Prints how long it took.
    private static void await(String what, Duration timeout, BooleanSupplier condition) {
        long start = System.nanoTime();
        assertThat(Await.until(condition, timeout)).as("%s, within %s", what, timeout).isTrue();
        System.out.printf("%6d ms  %s%n", (System.nanoTime() - start) / 1_000_000, what);
    }

    /// No candle is added after a page in flight, while other markets get candles.
    private static void assertStopped(String asset) {
        assertContinues("BTC/USDT");
        long before = candlesOf(asset);
        assertContinues("BTC/USDT");
        assertThat(candlesOf(asset)).as("%s gets no candles", asset).isEqualTo(before);
    }

    private static void assertContinues(String asset) {
        long before = candlesOf(asset);
        await("two more candles of " + asset, TIMEOUT, () -> candlesOf(asset) >= before + 2);
    }

    private static boolean isTracked(String asset) {
        return entry(asset).filter(UniverseEntry::getTracked).isPresent();
    }

    private static Optional<UniverseEntry> entry(String asset) {
        return product.records(TopicName.UNIVERSE, UniverseEntry.class).stream()
                .filter(entry -> entry.getAsset().equals(asset)).reduce((_, newest) -> newest);
    }

    private static long candlesOf(String asset) {
        return Long.parseLong(product.column("SELECT count(*) FROM h1_data WHERE exchange = 'binance' AND asset = '"
                + asset + "'").getFirst());
    }
}
