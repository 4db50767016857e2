package io.cryptodata.allinone.cli.status;

import io.cryptodata.api.status.MarketProgress;
import io.cryptodata.api.status.PartStatus;
import io.cryptodata.api.status.SystemStatus;
import io.cryptodata.api.status.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void the_age_of_a_run_has_a_suitable_unit() {
        assertThat(age(30)).isEqualTo("30 s ago");
        assertThat(age(300)).isEqualTo("5 min ago");
        assertThat(age(7300)).isEqualTo("2 h ago");
        assertThat(age(400_000)).isEqualTo("4 d ago");
        assertThat(age(-1)).as("another clock is ahead").isEqualTo("0 s ago");
    }

    @Test
    void parts_tasks_venues_and_incomplete_markets_have_a_table_each() {
        assertThat(text(status(), false)).isEqualTo("""
                part    state  detail
                ------  -----  -----------
                broker  up     3 topics
                sink    down   task failed

                task         last run  outcome  detail
                -----------  --------  -------  ------------
                listing.okx  10 s ago  failed   rate limited

                venue    clock                 skew  markets  live  behind  missing h  not available h  quarantined
                -------  --------------------  ----  -------  ----  ------  ---------  ---------------  -----------
                binance  2026-01-01T12:10:00Z  ∅           3     1       1          3                0            1
                okx      ∅                     ∅           1     0       0          0                0            0

                market            last closed candle    lag h  missing h  quarantined  state
                ----------------  --------------------  -----  ---------  -----------  -----------
                binance:BTC/USDT  2026-01-01T10:00:00Z      1          3            1  live
                binance:NEW/USDT  ∅                         ∅          0            0  backfilling
                """);
    }

    @Test
    void a_venue_shows_the_skew_of_its_clock_and_its_problems_even_without_a_market() {
        SystemStatus status = SystemStatus.of(List.of(),
                List.of(run("candles.binance", "PARTIAL", "up to 11:00, by one | its clock is wrong", -900_000),
                        run("candles.bybit", "PARTIAL", "no cycle, by one | its clock is wrong", 2_500),
                        run("candles.mexc", "OK", "up to 11:00, by one", -2_500),
                        run("candles.okx", "OK", "up to 11:00, by one", 300)),
                List.of(market("binance", "BTC/USDT", TEN, 0L, "LIVE"), market("okx", "BTC/USDT", TEN, 0L, "LIVE")),
                Map.of());
        assertThat(text(status, false)).endsWith("""

                venue    clock  skew     markets  live  behind  missing h  not available h  quarantined
                -------  -----  -------  -------  ----  ------  ---------  ---------------  -----------
                binance  ∅      -15 min        1     1       0          0                0            0
                bybit    ∅      +2.5 s         0     0       0          0                0            0
                okx      ∅                     1     1       0          0                0            0

                problems of venues
                ---------------------------
                binance: its clock is wrong
                bybit: its clock is wrong
                """);
    }

    @Test
    void a_skew_has_a_suitable_unit() {
        assertThat(StatusText.skew(Duration.ofMillis(-999))).isEmpty();
        assertThat(StatusText.skew(Duration.ofMillis(-1000))).isEqualTo("-1.0 s");
        assertThat(StatusText.skew(Duration.ofMinutes(119))).isEqualTo("+119 min");
        assertThat(StatusText.skew(Duration.ofHours(-3))).isEqualTo("-3 h");
        assertThat(StatusText.skew(Duration.ofDays(-150))).isEqualTo("-150 d");
    }

    @Test
    void overrides_without_effect_have_a_table_of_their_own() {
        SystemStatus status = SystemStatus.of(List.of(), List.of(new TaskStatus("universe", NOON, "PARTIAL",
                "flag exclude of doge: no venue lists it: is 'DOGE' meant? | flag exlude of X: no rule reads it",
                Map.of("overrides", 2L))), List.of(), Map.of());
        assertThat(text(status, false)).endsWith("""

                overrides without effect
                ---------------------------------------------------------
                flag exclude of doge: no venue lists it: is 'DOGE' meant?
                flag exlude of X: no rule reads it
                """);
    }

    @Test
    void all_markets_are_shown_on_request_otherwise_the_number_of_further_incomplete_ones() {
        assertThat(text(status(), true)).contains("binance:OLD/USDT").contains("okx:OLD/USDT");
        List<MarketProgress> many = IntStream.range(0, 25)
                .mapToObj(i -> new MarketProgress("okx", "C" + i + "/USDT", TEN, null, 1, 0, 0, "LIVE")).toList();
        SystemStatus incomplete = SystemStatus.of(List.of(), List.of(), many, Map.of());
        assertThat(text(incomplete, false)).contains("okx:C19/USDT").doesNotContain("okx:C20/USDT")
                .endsWith("and 5 more: --all shows every market\n");
        assertThat(text(incomplete, true)).contains("okx:C24/USDT").doesNotContain("more");
    }

    private static String age(int seconds) {
        return StatusText.age(NOON, NOON.plusSeconds(seconds));
    }

    private static SystemStatus status() {
        return SystemStatus.of(
                List.of(new PartStatus("broker", PartStatus.State.UP, "3 topics"),
                        new PartStatus("sink", PartStatus.State.DOWN, "task failed")),
                List.of(new TaskStatus("listing.okx", NOON, "FAILED", "rate limited", Map.of("listed", 3L))),
                List.of(new MarketProgress("binance", "BTC/USDT", TEN, 1L, 3, 0, 1, "LIVE"),
                        market("binance", "NEW/USDT", null, null, "BACKFILLING"),
                        market("binance", "OLD/USDT", TEN, 1L, "HALTED"),
                        market("okx", "OLD/USDT", TEN, null, "DELISTED")),
                Map.of("binance", Instant.parse("2026-01-01T12:10:00Z")));
    }

    private static TaskStatus run(String task, String outcome, String detail, long skew) {
        return new TaskStatus(task, NOON, outcome, detail, Map.of("clock_skew_ms", skew));
    }

    private static MarketProgress market(String exchange, String asset, @Nullable Instant newest, @Nullable Long lag,
            String state) {
        return new MarketProgress(exchange, asset, newest, lag, 0, 0, 0, state);
    }

    private static String text(SystemStatus status, boolean all) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        StatusText.tables(status, all, NOON.plusSeconds(10), out);
        out.flush();
        return text.toString();
    }
}
