package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.SimulatorConfig;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final MarketState BTC = new MarketState("binance", "BTC/USDT", TEN, null, 3, 1, "LIVE");
    private static final MarketState NEW = new MarketState("binance", "NEW/USDT", null, TEN, 0, 0, "BACKFILLING");
    private static final MarketState OLD = new MarketState("binance", "OLD/USDT", TEN, null, 0, 0, "HALTED");

    @Test
    void lag_counts_closed_hours_that_are_not_there_yet() {
        assertThat(BTC.lagHours(Instant.parse("2026-01-01T11:59:59Z"))).isZero();
        assertThat(BTC.lagHours(Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo(1);
        assertThat(BTC.lagHours(Instant.parse("2026-01-01T10:30:00Z"))).isZero();
        assertThat(NEW.lagHours(TEN)).isNull();
    }

    @Test
    void a_venues_clock_is_at_least_where_its_newest_hour_ends() {
        assertThat(Markets.atLeast(List.of(BTC, NEW))).isEqualTo(Map.of("binance", TEN.plusSeconds(3600)));
        assertThat(Markets.atLeast(List.of(NEW))).isEqualTo(Map.of("binance", TEN));
    }

    @Test
    void reads_a_ledger_entry() throws IOException {
        JsonNode entry = new ObjectMapper().readTree("""
                {"exchange": "binance", "asset": "BTC/USDT", "known_up_to": null, "quarantined": 1, "state": "LIVE",
                 "missing": [{"from": "2026-01-01T00:00:00Z", "to": "2026-01-01T02:00:00Z"},
                             {"from": "2026-01-01T05:00:00Z", "to": "2026-01-01T06:00:00Z"}]}""");
        assertThat(Markets.state(entry, TEN)).isEqualTo(BTC);
    }

    @Test
    void reads_the_last_run_of_a_task() throws IOException {
        JsonNode run = new ObjectMapper().readTree("""
                {"process": "listing.okx", "started_at": "2026-01-01T11:00:00Z", "outcome": "FAILED",
                 "finished_at": "2026-01-01T12:00:00.250Z", "counts": {"listed": 3}, "detail": "banned"}""");
        TaskState task = TaskState.of(run);
        assertThat(task.outcome()).isEqualTo("FAILED");
        assertThat(task.detail()).isEqualTo("banned");
        assertThat(task.ago(NOON.plusSeconds(31))).isEqualTo("30 s ago");
        assertThat(task.ago(NOON.plusSeconds(301))).isEqualTo("5 min ago");
        assertThat(task.ago(NOON.plusSeconds(7300))).isEqualTo("2 h ago");
        assertThat(task.ago(NOON.plusSeconds(400_000))).isEqualTo("4 d ago");
        assertThat(task.ago(NOON)).as("another clock is ahead").isEqualTo("0 s ago");
    }

    @Test
    void is_a_table_each_of_parts_tasks_venues_and_markets_that_lack_something() {
        assertThat(text(status(), false)).isEqualTo("""
                part    state  detail
                ------  -----  -----------
                broker  up     3 topics
                sink    down   task failed

                task         last run  outcome  detail
                -----------  --------  -------  ------------
                listing.okx  10 s ago  failed   told to wait

                venue    clock                 markets  live  behind  missing h  quarantined
                -------  --------------------  -------  ----  ------  ---------  -----------
                binance  2026-01-01T12:10:00Z        3     1       1          3            1
                okx      ∅                           1     0       0          0            0

                market            last closed candle    lag h  missing h  quarantined  state
                ----------------  --------------------  -----  ---------  -----------  -----------
                binance:BTC/USDT  2026-01-01T10:00:00Z      1          3            1  live
                binance:NEW/USDT  ∅                         ∅          0            0  backfilling
                """);
    }

    @Test
    void shows_every_market_when_asked_and_otherwise_says_how_many_there_are() {
        assertThat(text(status(), true)).contains("binance:OLD/USDT").contains("okx:OLD/USDT");
        List<MarketState> many = IntStream.range(0, 25)
                .mapToObj(i -> new MarketState("okx", "C" + i + "/USDT", TEN, null, 1, 0, "LIVE")).toList();
        Status troubled = new Status(List.of(), List.of(), many, Map.of(), NOON);
        assertThat(text(troubled, false)).contains("okx:C19/USDT").doesNotContain("okx:C20/USDT")
                .endsWith("and 5 more: --all shows every market\n");
        assertThat(text(troubled, true)).contains("okx:C24/USDT").doesNotContain("more");
    }

    @Test
    void a_market_is_behind_when_more_than_its_newest_hour_is_lacking_and_it_trades() {
        Map<String, Instant> clocks = Map.of("binance", NOON.plusSeconds(3600));
        Status later = new Status(List.of(), List.of(), List.of(BTC, OLD), clocks, NOON);
        assertThat(later.isBehind(BTC)).isTrue();
        assertThat(later.isBehind(OLD)).isFalse();
        assertThat(status().isBehind(BTC)).isFalse();
    }

    @Test
    void is_one_object_for_programs() throws IOException {
        JsonNode json = new ObjectMapper().readTree(StatusText.forPrograms(status()));
        assertThat(json.at("/parts/1/state").asText()).isEqualTo("down");
        assertThat(json.at("/tasks/0/counts/listed").asLong()).isEqualTo(3);
        assertThat(json.at("/venues/0/behind").asLong()).isEqualTo(1);
        assertThat(json.at("/markets/0/lag_hours").asLong()).isEqualTo(1);
        assertThat(json.at("/markets/1/last_closed_candle").isNull()).isTrue();
    }

    @Test
    void is_well_only_if_every_part_is_up() {
        assertThat(status().isEverythingUp()).isFalse();
        assertThat(new Status(List.of(PartState.up("broker", "")), List.of(), List.of(), Map.of(), NOON)
                .isEverythingUp()).isTrue();
    }

    @Test
    void every_simulated_venue_with_candles_tells_its_own_time(@TempDir Path folder) throws IOException {
        SimulatorConfig.Seeded market = new SimulatorConfig.Seeded(5, Duration.ofDays(1), 1, true);
        try (SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(0, folder, market));
                WebPart web = new WebPart()) {
            simulator.start();
            Instant now = simulator.clock().now();
            assertThat(VenueClocks.at(web, simulator.baseUrl().toString())).isEqualTo(
                    Map.of("binance", now, "bybit", now, "okx", now, "bitget", now, "mexc", now));
            simulator.venue("bybit").inject((_, _, _) -> new Fault.Answer(Reply.html(502)));
            assertThat(VenueClocks.at(web, simulator.baseUrl().toString())).doesNotContainKey("bybit").hasSize(4);
        }
    }

    @Test
    void a_connector_is_up_only_with_all_its_tasks() throws IOException {
        JsonNode answer = new ObjectMapper().readTree("""
                {"b": {"status": {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "FAILED",
                   "trace": "org.example.Broken: no table\\n at somewhere"}, {"id": 1, "state": "RUNNING"}]}},
                 "a": {"status": {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "RUNNING"}]}},
                 "c": {"status": {"connector": {"state": "RUNNING"}, "tasks": []}}}""");
        assertThat(ConnectStates.of(answer)).containsExactly(PartState.up("a", "connector running, task 0 running"),
                PartState.down("b", "connector running, task 0 failed (org.example.Broken: no table), task 1 running"),
                PartState.down("c", "connector running, no task"));
    }

    private static Status status() {
        TaskState task = new TaskState("listing.okx", NOON, "FAILED",
                JsonNodeFactory.instance.objectNode().put("listed", 3), "told to wait");
        return new Status(List.of(PartState.up("broker", "3 topics"), PartState.down("sink", "task failed")),
                List.of(task), List.of(BTC, NEW, OLD, new MarketState("okx", "OLD/USDT", TEN, null, 0, 0, "DELISTED")),
                Map.of("binance", Instant.parse("2026-01-01T12:10:00Z")), NOON.plusSeconds(10));
    }

    private static String text(Status status, boolean all) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        StatusText.forPeople(status, all, out);
        out.flush();
        return text.toString();
    }
}
