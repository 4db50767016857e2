package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.rest.ReadModels;
import io.cryptodata.domain.calendar.Timeframe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// The values of the read models are those of plain SQL.
class ReadModelsTest {
    private static SeededApi api = new SeededApi();

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void bars_are_the_candles_of_the_view_with_their_indicators(Timeframe timeframe) {
        String code = timeframe.code();
        String view = view(timeframe);
        List<String> expected = sql(
                """
                        SELECT c.timestamp, c.last_id, c.open, c.high, c.low, c.close, c.volume, i.rsi14, i.ema36, i.volume_usd, i.td_seq_up
                        FROM %s c LEFT JOIN indicators i ON i.last_id = c.last_id AND i.timeframe = '%s'
                        WHERE c.exchange = 'bybit' AND c.asset = 'ETH/USDT' ORDER BY 1"""
                        .formatted(view, code));
        assertThat(
                cells(api.json("bars", "market", "bybit:ETH/USDT", "timeframe", code, "closed", "all", "limit", "5000"),
                        "bars",
                        "timestamp", "last_id", "open", "high", "low", "close", "volume", "rsi14", "ema36",
                        "volume_usd", "td_seq_up"))
                .isEqualTo(expected);
        JsonNode closed = api.json("bars", "market", "bybit:ETH/USDT", "timeframe", code, "limit", "5000");
        assertThat(closed.path("bars")).hasSize(
                Math.toIntExact(expected.size() - (timeframe == Timeframe.H1 || timeframe == Timeframe.H2 ? 0 : 1)));
        closed.path("bars").forEach(bar -> assertThat(bar.path("closed").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void the_screener_has_the_newest_closed_bar_of_every_market(Timeframe timeframe) {
        String code = timeframe.code();
        String view = view(timeframe);
        List<String> expected = sql(
                """
                        SELECT DISTINCT ON (c.exchange, c.asset) c.exchange || ':' || c.asset, c.timestamp, c.close, i.rsi14, i.diff_ema200_pct,
                               round((c.close / (SELECT close FROM h1_data h WHERE h.exchange = c.exchange AND h.asset = c.asset
                                      AND h.timestamp = c.timestamp - interval '1 hour') - 1) * 100, 6)
                        FROM %s c JOIN indicators i ON i.last_id = c.last_id AND i.timeframe = '%s' AND i.closed
                        ORDER BY c.exchange, c.asset, c.timestamp DESC"""
                        .formatted(view, code));
        assertThat(cells(api.json("screener", "timeframe", code), "rows", "market", "timestamp", "close", "rsi14",
                "diff_ema200_pct", "change_pct"))
                .isEqualTo(expected);
    }

    @Test
    void a_market_that_is_behind_has_an_older_bar() {
        JsonNode rows = api.json("screener", "timeframe", "4h", "q", "DOGE").path("rows");
        assertThat(rows.at("/0/timestamp").asText()).isEqualTo("2024-03-10T16:00:00Z");
        assertThat(rows.at("/0/age_bars").asLong()).isEqualTo(2);
        assertThat(api.json("screener", "timeframe", "1d", "q", "OLD").at("/rows/0/age_bars").asLong()).isEqualTo(24);
    }

    @Test
    void a_market_that_traded_again_after_a_long_gap_has_its_newest_closed_bar() {
        try (SeededDatabase database = SeededDatabase.create()) {
            database.execute("""
                    DELETE FROM h1_data WHERE asset = 'ETH/USDT' AND exchange = 'bybit'
                        AND "timestamp" >= '2024-01-20 00:00Z' AND "timestamp" < '2024-03-11 05:00Z'""");
            for (Timeframe timeframe : Timeframe.values()) {
                String code = timeframe.code();
                database.execute("""
                        INSERT INTO indicators (last_id, timeframe, closed)
                        SELECT last_id, '%s', true FROM %s WHERE asset = 'ETH/USDT' AND exchange = 'bybit'
                            AND "timestamp" < '2024-02-29 00:00Z'
                        ON CONFLICT (last_id, timeframe) DO UPDATE SET closed = true""".formatted(code,
                        view(timeframe)));
                String closed = timeframe.floor(Instant.parse("2024-03-11T06:00:00Z")).toString();
                String expected = database.rows("""
                        SELECT extract(epoch FROM max("timestamp"))::bigint FROM %s WHERE asset = 'ETH/USDT'
                            AND exchange = 'bybit' AND "timestamp" < '%s'""".formatted(view(timeframe), closed))
                        .getFirst();
                assertThat(rows(database, "screener", "timeframe", code, "filter", "market=bybit:ETH/USDT", "columns",
                        "timestamp")).as(code)
                        .containsExactly(List.of(Instant.ofEpochSecond(Long.parseLong(expected))));
            }
        }
    }

    @Test
    void while_no_indicators_arrive_the_screener_has_closed_candles_without_them() {
        try (SeededDatabase database = SeededDatabase.create()) {
            database.execute("TRUNCATE indicators");
            for (Timeframe timeframe : Timeframe.values()) {
                // the last bars of the other two are closed by the clock alone
                String[] request = {"timeframe", timeframe.code(), "filter", "market!=binance:OLD/USDT", "filter",
                        "market!=bybit:DOGE/USDT", "columns", "market,timestamp,close"};
                assertThat(rows(database, "screener", request)).as(timeframe.code()).isNotEmpty()
                        .isEqualTo(rows(api.database(), "screener", request));
                assertThat(rows(database, "screener", "timeframe", timeframe.code(), "columns", "ema10"))
                        .isNotEmpty().allMatch(row -> row.getFirst() == null);
            }
        }
    }

    @Test
    void filters_and_order_are_those_of_sql() {
        List<String> all = cells(api.json("screener", "timeframe", "1h"), "rows", "market", "rsi14", "close", "ema200");
        List<String> kept = cells(
                api.json("screener", "timeframe", "1h", "filter", "rsi14>=35.5", "filter", "close>ema200", "sort",
                        "-rsi14"),
                "rows",
                "market", "rsi14", "close", "ema200");
        assertThat(kept).hasSize(Math.toIntExact(all.stream().map(row -> row.split("\\|"))
                .filter(row -> !row[1].equals("∅")
                        && new BigDecimal(row[1]).compareTo(new BigDecimal("35.5")) >= 0
                        && new BigDecimal(row[2]).compareTo(new BigDecimal(row[3])) > 0)
                .count()));
        assertThat(kept.stream().map(row -> new BigDecimal(row.split("\\|")[1])).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void a_filter_compares_any_column() {
        String newest = "2024-03-11T05:00:00Z";
        assertThat(screened("exchange=okx", "market")).containsExactly("okx:BTC/USDT", "okx:SOL/USDT");
        assertThat(screened("exchange!=okx", "exchange")).isNotEmpty().doesNotContain("okx");
        assertThat(screened("market=bybit:ETH/USDT", "market")).containsExactly("bybit:ETH/USDT");
        assertThat(screened("timestamp<" + newest, "market")).containsExactly("binance:OLD/USDT", "bybit:DOGE/USDT");
        assertThat(screened("timestamp=" + newest, "market")).hasSize(6);
        assertThat(screened("timestamp>=2024-03-11", "market")).hasSize(6);
        assertThat(screened("rank=null", "market")).containsExactly("binance:OLD/USDT", "bybit:DOGE/USDT");
        assertThat(screened("rank!=null", "rank")).hasSize(6).doesNotContain("∅");
        assertThat(screened("rank!=1", "rank")).containsOnly("2", "5");
        String id = screened("market=okx:SOL/USDT", "last_id").getFirst();
        assertThat(screened("last_id=" + id, "market")).containsExactly("okx:SOL/USDT");
    }

    private static List<String> screened(String filter, String column) {
        return cells(api.json("screener", "filter", filter), "rows", column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exchange<okx", "rsi14>null", "timestamp>yesterday", "timestamp>=2200-01-01",
            "close>market",
            "close=", "nothing=1", "close<1;DROP TABLE h1_data", "last_id=x", "rank==1"})
    void a_filter_that_compares_nothing_is_refused(String filter) {
        assertThat(api.get("screener", "filter", filter).statusCode()).isEqualTo(400);
    }

    @Test
    void known_at_returns_the_version_of_that_moment() {
        String[] before = {"market", "binance:BTC/USDT", "from", "2024-01-04T05:00:00Z", "to", "2024-01-04T06:00:00Z",
                "known_at", "2024-01-04T06:04:00Z"};
        String[] after = {"market", "binance:BTC/USDT", "from", "2024-01-04T05:00:00Z", "to", "2024-01-04T06:00:00Z",
                "known_at", "2024-01-04T06:05:00Z"};
        assertThat(cells(api.json("candles", before), "candles", "close", "revision"))
                .containsExactly("40425.1536807|0");
        assertThat(cells(api.json("candles", after), "candles", "close", "revision")).containsExactly("40465.6193|1");
        JsonNode revision = api.json("revisions", before[0], before[1], before[2], before[3], before[4], before[5])
                .at("/revisions/0");
        assertThat(revision.path("close").asDouble()).isEqualTo(40425.1536807);
        assertThat(revision.at("/replaced_by/close").asDouble()).isEqualTo(40465.6193);
    }

    @Test
    void completeness_of_a_venue_is_the_sum_of_its_days() {
        assertThat(cells(api.json("completeness"), "venues", "exchange", "expected", "present", "missing",
                "confirmed_empty", "not_available"))
                .isEqualTo(
                        sql("""
                                SELECT exchange, sum(expected), sum(present), sum(missing), sum(confirmed_empty), sum(not_available)
                                FROM completeness_daily GROUP BY exchange ORDER BY exchange"""));
    }

    @Test
    void days_that_overlap_the_range_are_returned() {
        String[] day = {"market", "binance:BTC/USDT", "from", "2024-03-01T23:00:00Z", "to", "2024-03-03T00:00:00Z"};
        assertThat(cells(api.json("completeness/daily", day), "days", "day", "expected"))
                .containsExactly("2024-03-01|24", "2024-03-02|24");
        day[5] = "2024-03-03T00:00:01Z";
        assertThat(cells(api.json("completeness/daily", day), "days", "day")).hasSize(3);
    }

    @Test
    void over_an_empty_database_every_listing_is_empty() {
        try (SeededDatabase database = SeededDatabase.create()) {
            database.execute("""
                    TRUNCATE h1_data;
                    TRUNCATE h1_versions, indicators, indicator_versions, cg_data, asset_listing, asset_listing_history,
                        universe, universe_history, asset_declaration, flags, logs, completeness, candle_markets""");
            for (ReadModel model : ReadModels.all()) {
                if (model instanceof Listing listing && listing.parameters().stream()
                        .noneMatch(each -> each.isRequired() && !each.name().equals("moment"))) {
                    List<List<Object>> rows = switch (listing.path()) {
                        case "universe/at" -> rows(database, "universe/at", "moment", "2024-02-01");
                        case "completeness/daily" -> rows(database, "completeness/daily", "exchange", "okx");
                        default -> rows(database, listing.path());
                    };
                    assertThat(rows).as(listing.path()).isEmpty();
                }
            }
            for (Timeframe timeframe : Timeframe.values()) {
                assertThat(rows(database, "screener", "timeframe", timeframe.code())).isEmpty();
            }
        }
    }

    @Test
    void a_market_has_the_state_of_its_data() {
        JsonNode market = api.json("market", "market", "bybit:ETH/USDT");
        assertThat(market.path("missing").asLong()).isEqualTo(3);
        assertThat(market.at("/missing_ranges/0/from").asText()).isEqualTo("2024-03-09T21:00:00Z");
        assertThat(market.at("/missing_ranges/0/cause").asText()).isEqualTo("bad_rows");
        assertThat(market.at("/tracked_history/0/tracked").asBoolean()).isTrue();
        assertThat(api.json("market", "market", "bybit:DOGE/USDT").path("lag_hours").asLong()).isEqualTo(10);
        JsonNode excluded = api.json("market", "market", "okx:NEW/USDT:USDT");
        assertThat(excluded.path("kind").asText()).isEqualTo("linear");
        assertThat(excluded.path("reason").asText()).isEqualTo("excluded");
        assertThat(excluded.path("newest").isNull()).isTrue();
    }

    @Test
    void the_universe_has_the_rows_of_operators() {
        JsonNode declared = api.json("universe", "q", "binance:BTC").at("/markets/0");
        assertThat(declared.at("/declaration/note").asText()).isEqualTo("always, \"whatever\" the rank");
        assertThat(declared.at("/flags/0/flag").asText()).isEqualTo("excluded");
        assertThat(cells(api.json("universe/at", "moment", "2024-02-01"), "markets", "market", "status", "traded",
                "tracked"))
                .isEqualTo(sql(
                        "SELECT exchange || ':' || asset, status, traded, tracked FROM universe_at('2024-02-01 00:00Z') ORDER BY exchange, asset"));
    }

    @Test
    void a_task_has_its_newest_run() {
        api.database().execute("""
                INSERT INTO logs (process, started_at, finished_at, outcome) SELECT 'operator.pause', at, at, 'OK'
                FROM generate_series(timestamptz '2024-03-01 00:00Z', '2024-03-04 00:00Z', interval '1 day') AS at""");
        JsonNode tasks = api.json("tasks").path("tasks");
        assertThat(cells(api.json("tasks"), "tasks", "process")).isNotEmpty()
                .as("actions of operators do not recur").doesNotContain("operator.pause");
        assertThat(tasks.at("/0/process").asText()).isEqualTo("cleanup");
        assertThat(tasks.at("/0/outcome").isNull()).isTrue();
        assertThat(tasks.at("/1/counts/markets").asLong()).isEqualTo(3);
        assertThat(api.json("tasks/runs", "process", "cleanup", "outcome", "FAILED").at("/runs/0/seconds").asDouble())
                .isEqualTo(1.5);
    }

    private static String view(Timeframe timeframe) {
        String code = timeframe.code();
        return code.charAt(code.length() - 1) + code.substring(0, code.length() - 1) + "_data";
    }

    /// The rows of a listing over another database.
    private static List<List<Object>> rows(SeededDatabase database, String path, String... parameters) {
        Listing listing = ReadModels.all().stream().filter(each -> each.path().equals(path)).map(Listing.class::cast)
                .findFirst().orElseThrow();
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.computeIfAbsent(parameters[i], _ -> new ArrayList<>()).add(parameters[i + 1]);
        }
        return database.reader().page(listing, Arguments.of(listing.parameters(), given)).rows().stream()
                .map(Arrays::asList).toList();
    }

    private static List<String> cells(JsonNode page, String rows, String... columns) {
        List<String> all = new ArrayList<>();
        for (JsonNode row : page.path(rows)) {
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                JsonNode cell = row.path(column);
                cells.add(cell.isNull() ? "∅" : cell.isNumber() ? plain(cell.decimalValue()) : cell.asText());
            }
            all.add(String.join("|", cells));
        }
        return all;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// Cells in the form of the JSON.
    private static List<String> sql(String query) {
        return api.database().rows(query).stream().map(row -> String.join("|",
                Arrays.stream(row.split("\\|", -1)).map(ReadModelsTest::form).toList())).toList();
    }

    private static String form(String cell) {
        if (cell.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\+00")) {
            return cell.substring(0, 10) + "T" + cell.substring(11, 19) + "Z";
        }
        return cell.matches("-?\\d+(\\.\\d+)?")
                ? plain(new BigDecimal(cell))
                : cell.equals("t") ? "true" : cell.equals("f") ? "false" : cell;
    }
}
