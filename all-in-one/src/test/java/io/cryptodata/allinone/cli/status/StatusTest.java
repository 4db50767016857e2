package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final MarketState BTC = new MarketState("binance", "BTC/USDT", TEN, null, 3, 1, "LIVE");
    private static final MarketState NEW = new MarketState("binance", "NEW/USDT", null, TEN, 0, 0, "BACKFILLING");

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
    void is_two_tables_for_people() {
        assertThat(text(status())).isEqualTo("""
                part    state  detail
                ------  -----  -----------
                broker  up     3 topics
                sink    down   task failed

                market            last closed candle    lag h  missing h  quarantined  state
                ----------------  --------------------  -----  ---------  -----------  -----------
                binance:BTC/USDT  2026-01-01T10:00:00Z      1          3            1  live
                binance:NEW/USDT  ∅                         ∅          0            0  backfilling
                """);
    }

    @Test
    void is_one_object_for_programs() throws IOException {
        JsonNode json = new ObjectMapper().readTree(StatusText.forPrograms(status()));
        assertThat(json.at("/parts/1/state").asText()).isEqualTo("down");
        assertThat(json.at("/markets/0/lag_hours").asLong()).isEqualTo(1);
        assertThat(json.at("/markets/1/last_closed_candle").isNull()).isTrue();
    }

    @Test
    void is_well_only_if_every_part_is_up() {
        assertThat(status().isEverythingUp()).isFalse();
        assertThat(new Status(List.of(PartState.up("broker", "")), List.of(), Map.of()).isEverythingUp()).isTrue();
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
        return new Status(List.of(PartState.up("broker", "3 topics"), PartState.down("sink", "task failed")),
                List.of(BTC, NEW), Map.of("binance", Instant.parse("2026-01-01T12:10:00Z")));
    }

    private static String text(Status status) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        StatusText.forPeople(status, out);
        out.flush();
        return text.toString();
    }
}
