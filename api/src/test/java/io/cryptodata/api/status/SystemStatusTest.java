package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.api.json.Json;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SystemStatusTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void lag_counts_closed_hours_that_are_not_in_the_database_yet() {
        assertThat(MarketProgress.lag(TEN, Instant.parse("2026-01-01T11:59:59Z"))).isZero();
        assertThat(MarketProgress.lag(TEN, Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo(1);
        assertThat(MarketProgress.lag(TEN, Instant.parse("2026-01-01T10:30:00Z"))).isZero();
        assertThat(MarketProgress.lag(null, TEN)).isNull();
    }

    @Test
    void a_venues_clock_is_at_least_the_end_of_its_newest_hour() {
        LedgerEntry stored = ledger("BTC/USDT", null);
        LedgerEntry requested = ledger("NEW/USDT", TEN);
        assertThat(VenueClocks.atLeast(List.of(stored, requested), Map.of("binance:BTC/USDT", TEN)))
                .isEqualTo(Map.of("binance", TEN.plusSeconds(3600)));
        assertThat(VenueClocks.atLeast(List.of(requested), Map.of())).isEqualTo(Map.of("binance", TEN));
    }

    @Test
    void the_progress_of_a_market_follows_from_its_ledger_and_its_newest_candle() {
        assertThat(MarketProgress.of(ledger("BTC/USDT", null), TEN, NOON))
                .isEqualTo(new MarketProgress("binance", "BTC/USDT", TEN, 1L, 3, 0, 1, "LIVE"));
    }

    @Test
    void the_status_of_a_task_is_its_last_run() {
        TaskRun run = new TaskRun("listing.okx", TEN, NOON, "FAILED", Map.of("listed", 3L), "banned");
        assertThat(TaskStatus.of(run))
                .isEqualTo(new TaskStatus("listing.okx", NOON, "FAILED", "banned", Map.of("listed", 3L)));
    }

    @Test
    void a_market_that_trades_is_behind_when_more_than_its_newest_hour_is_absent() {
        assertThat(market("BTC/USDT", 2L, "LIVE").isBehind()).isTrue();
        assertThat(market("BTC/USDT", 1L, "LIVE").isBehind()).isFalse();
        assertThat(market("NEW/USDT", null, "BACKFILLING").isBehind()).isTrue();
        assertThat(market("OLD/USDT", 2L, "HALTED").isBehind()).isFalse();
    }

    @Test
    void the_json_form_has_parts_tasks_overrides_venues_and_markets() throws IOException {
        SystemStatus status = SystemStatus.of(List.of(PartStatus.up("broker", "3 topics")),
                List.of(new TaskStatus("listing.okx", NOON, "FAILED", null, Map.of("listed", 3L)),
                        new TaskStatus("universe", NOON, "PARTIAL", "flag a of B: one | flag c of D: two", Map.of()),
                        new TaskStatus("candles.binance", NOON, "PARTIAL", "up to 11:00 | its clock is wrong",
                                Map.of("clock_skew_ms", -2500L))),
                List.of(new MarketProgress("binance", "BTC/USDT", TEN, 1L, 3, 0, 1, "LIVE"),
                        market("NEW/USDT", null, "BACKFILLING")),
                Map.of("binance", NOON));
        JsonNode json = new ObjectMapper().readTree(Json.of(status));
        assertThat(json.fieldNames()).toIterable().containsExactly("parts", "tasks", "overrides", "venues",
                "markets");
        assertThat(json.at("/parts/0")).hasToString("{\"part\":\"broker\",\"state\":\"up\",\"detail\":\"3 topics\"}");
        assertThat(json.at("/tasks/0")).hasToString("{\"task\":\"listing.okx\",\"finished_at\":"
                + "\"2026-01-01T12:00:00Z\",\"outcome\":\"FAILED\",\"detail\":null,\"counts\":{\"listed\":3}}");
        assertThat(json.at("/overrides")).hasToString("[\"flag a of B: one\",\"flag c of D: two\"]");
        assertThat(json.at("/venues/0")).hasToString("{\"exchange\":\"binance\",\"clock\":\"2026-01-01T12:00:00Z\","
                + "\"clock_skew_ms\":-2500,\"markets\":2,\"live\":1,\"behind\":1,\"missing_hours\":3,"
                + "\"not_available_hours\":0,\"quarantined\":1,"
                + "\"problems\":[\"its clock is wrong\"]}");
        assertThat(json.at("/markets/0")).hasToString("{\"exchange\":\"binance\",\"asset\":\"BTC/USDT\","
                + "\"last_closed_candle\":\"2026-01-01T10:00:00Z\",\"lag_hours\":1,\"missing_hours\":3,"
                + "\"not_available_hours\":0,\"quarantined\":1,\"state\":\"LIVE\"}");
        assertThat(json.at("/markets/1/last_closed_candle").isNull()).isTrue();
    }

    @Test
    void each_simulated_venue_reports_its_own_time_without_a_request_that_counts(@TempDir Path folder)
            throws IOException {
        SimulatorConfig.Seeded market = new SimulatorConfig.Seeded(5, Duration.ofDays(1), 1, true);
        try (SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(0, folder, market));
                JsonClient web = new JsonClient(Duration.ofMinutes(1))) {
            simulator.start();
            Instant now = simulator.clock().now();
            assertThat(VenueClocks.at(web, simulator.baseUrl().toString()))
                    .containsOnlyKeys(simulator.venues().keySet())
                    .allSatisfy((_, time) -> assertThat(time).isEqualTo(now));
            assertThat(simulator.venue("kraken").highest()).isEmpty();
        }
    }

    @Test
    void a_connector_is_up_only_with_all_its_tasks() throws IOException {
        JsonNode response = new ObjectMapper().readTree("""
                {"b": {"status": {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "FAILED",
                   "trace": "org.example.Broken: no table\\n at somewhere"}, {"id": 1, "state": "RUNNING"}]}},
                 "a": {"status": {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "RUNNING"}]}},
                 "c": {"status": {"connector": {"state": "RUNNING"}, "tasks": []}}}""");
        assertThat(ConnectorStates.of(response)).containsExactly(
                PartStatus.up("a", "connector running, task 0 running"),
                PartStatus.down("b", "connector running, task 0 failed (org.example.Broken: no table), task 1 running"),
                PartStatus.down("c", "connector running, no task"));
    }

    private static MarketProgress market(String asset, @Nullable Long lagHours, String state) {
        return new MarketProgress("binance", asset, null, lagHours, 0, 0, 0, state);
    }

    private static LedgerEntry ledger(String asset, @Nullable Instant upTo) {
        Instant midnight = Instant.parse("2026-01-01T00:00:00Z");
        return new LedgerEntry("binance", asset, null, null, upTo, 0L, 1L,
                List.of(new MissingRange(midnight, midnight.plusSeconds(7200), 0, null, null, 0),
                        new MissingRange(midnight.plusSeconds(18_000), midnight.plusSeconds(21_600), 0, null, null, 0)),
                List.of(), List.of(), "LIVE", NOON, List.of(), null, null, List.of());
    }
}
