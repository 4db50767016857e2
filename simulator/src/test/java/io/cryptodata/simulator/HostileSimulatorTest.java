package io.cryptodata.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.MarketFaults;
import io.cryptodata.simulator.venue.RowDamage;
import io.cryptodata.simulator.venue.ServedCandles;
import io.cryptodata.simulator.venue.ServedPage;
import io.cryptodata.simulator.venue.TimeFault;
import io.cryptodata.simulator.venues.Dialects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// Unreadable rows and pages and wrong times, over HTTP.
class HostileSimulatorTest {
    private static final Instant NOW = SimulatorConfig.SEEDED_START.plus(Duration.ofMinutes(30));
    private static final Instant FIRST = SimulatorConfig.SEEDED_START.minus(Duration.ofHours(3));
    private static final String SPOT = "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3&startTime="
            + FIRST.toEpochMilli();
    private static final String COLUMNS = columns(3);
    private static final Pattern MILLIS = Pattern.compile("(?<![\\d.])17\\d{11}");

    @TempDir
    private Path folder;
    private SimulatorApp app;

    @BeforeEach
    void start() {
        app = new SimulatorApp(new SimulatorConfig(0, folder, new SimulatorConfig.Seeded(42, Duration.ofDays(3), 1,
                true, Dialects.demoMarkets(), FaultProfile.none())), () -> NOW);
        app.start();
    }

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({"NULL_ROW,null", "SHORT_ROW,1 value", "NULL_VALUES,12 values", "UNREADABLE_TIME,not a time"})
    void one_row_is_damaged_and_its_neighbours_are_not(RowDamage damage, String expected) throws Exception {
        JsonNode correct = get("binance", SPOT);
        app.venue("binance").inject((_, _, _) -> new Fault.Row(damage, 0.5));
        JsonNode rows = get("binance", SPOT);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isEqualTo(correct.get(0));
        assertThat(rows.get(2)).isEqualTo(correct.get(2));
        assertThat(described(rows.get(1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NULL_ROW,null", "SHORT_ROW,1", "NULL_VALUES,7", "UNREADABLE_TIME,7"})
    void a_row_that_is_an_object_is_damaged_alike(RowDamage damage, String expected) throws Exception {
        String request = "/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1h&limit=3";
        JsonNode correct = get("gate", request);
        app.venue("gate").inject((_, _, _) -> new Fault.Row(damage, 0.5));
        JsonNode rows = get("gate", request);
        assertThat(rows.get(0)).isEqualTo(correct.get(0));
        assertThat(rows.get(2)).isEqualTo(correct.get(2));
        JsonNode row = rows.get(1);
        assertThat(row.isNull() ? "null" : Integer.toString(row.size())).isEqualTo(expected);
        assertThat(row.path("t").asText()).isNotEqualTo(damage == RowDamage.SHORT_ROW
                ? ""
                : correct.get(1).path("t").asText());
        assertThat(row.path("o").asText()).isNotEqualTo("damaged");
    }

    @Test
    void a_row_with_its_opening_price_last_has_an_unreadable_time_and_readable_prices() throws Exception {
        app.venue("gate").inject((_, _, _) -> new Fault.Row(RowDamage.UNREADABLE_TIME, 0.5));
        JsonNode row = get("gate", "/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&limit=3").get(1);
        assertThat(row.get(0).asText()).isEqualTo("not a time");
        assertThat(row.get(5)).isEqualTo(row.get(4));
    }

    @Test
    void an_unknown_path_of_coingecko_names_the_paths_that_exist() throws Exception {
        assertThat(get("coingecko", "/api/v3/coins/list").path("error").asText()).contains("/api/v3/coins/list",
                "/api/v3/ping", "/api/v3/coins/markets");
    }

    private static String columns(int hours) {
        return "/api/v1/contract/kline/BTC_USDT?interval=Min60&start=" + FIRST.getEpochSecond() + "&end="
                + FIRST.plus(Duration.ofHours(hours - 1)).getEpochSecond();
    }

    private static String described(JsonNode row) {
        if (row.isNull()) {
            return "null";
        }
        return row.size() == 1 ? "1 value" : row.get(0).isNull() ? row.size() + " values" : row.get(0).asText();
    }

    @ParameterizedTest
    @CsvSource({"NULL_ROW,3,true", "SHORT_ROW,2,true", "NULL_VALUES,3,true", "UNREADABLE_TIME,3,false"})
    void a_row_in_columns_is_damaged_in_place(RowDamage damage, int volumes, boolean isNull) throws Exception {
        JsonNode correct = get("mexc", COLUMNS).get("data");
        app.venue("mexc").inject((_, _, _) -> new Fault.Row(damage, 0.5));
        JsonNode data = get("mexc", COLUMNS).get("data");
        assertThat(data.get("vol")).hasSize(volumes);
        assertThat(data.get("open").get(1).isNull()).isEqualTo(isNull);
        for (String column : List.of("time", "open", "high", "low", "close")) {
            assertThat(data.get(column).get(0)).isEqualTo(correct.get(column).get(0));
            assertThat(data.get(column).get(2)).isEqualTo(correct.get(column).get(2));
        }
    }

    @Test
    void a_short_column_leaves_no_row_that_is_served() throws Exception {
        BlockingQueue<ServedPage> pages = new LinkedBlockingQueue<>();
        app.venue("mexc").observe(pages::add);
        app.venue("mexc").inject((_, _, _) -> new Fault.Row(RowDamage.SHORT_ROW, 0.5));
        get("mexc", columns(3));
        app.venue("mexc").inject((_, _, _) -> new Fault.Row(RowDamage.NULL_ROW, 0.5));
        get("mexc", columns(2));
        assertThat(Objects.requireNonNull(pages.poll(2, TimeUnit.MINUTES)).rows()).hasSize(2);
    }

    @Test
    void a_damaged_row_is_not_served() throws Exception {
        app.venue("binance").inject((_, _, _) -> new Fault.Row(RowDamage.UNREADABLE_TIME, 0.5));
        ServedCandles served = new ServedCandles(FIRST, Duration.ZERO);
        CountDownLatch received = new CountDownLatch(1);
        app.venue("binance").observe(page -> {
            served.accept(page);
            received.countDown();
        });
        get("binance", SPOT);
        assertThat(received.await(2, TimeUnit.MINUTES)).isTrue();
        assertThat(served.count()).isEqualTo(2);
        assertThat(served.invalidRows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"binance,/api/v3/time", "bybit,/v5/market/time", "okx,/api/v5/public/time",
            "bitget,/api/v2/public/time", "mexc,/api/v3/time", "kucoin,/api/v1/timestamp", "gate,/api/v4/spot/time"})
    void the_clock_of_a_venue_can_be_wrong_once(String exchange, String path) throws Exception {
        String correct = body(exchange, path);
        String millis = Long.toString(NOW.toEpochMilli());
        assertThat(correct).contains(millis);
        assertThat(faulty(exchange, path, TimeFault.CLOCK_IN_MICROSECONDS)).contains(millis + "000");
        assertThat(faulty(exchange, path, TimeFault.CLOCK_AN_HOUR_AHEAD)).doesNotContain(millis)
                .contains(Long.toString(NOW.plus(Duration.ofHours(1)).toEpochMilli()));
        app.venue(exchange).inject((_, _, _) -> null);
        assertThat(body(exchange, path)).isEqualTo(correct);
    }

    @ParameterizedTest
    @CsvSource({"binance,/fapi/v1/exchangeInfo", "bybit,/v5/market/instruments-info?category=linear",
            "okx,/api/v5/public/instruments?instType=SPOT", "bitget,/api/v2/spot/public/symbols",
            "mexc,/api/v1/contract/detail"})
    void times_can_be_in_seconds(String exchange, String path) throws Exception {
        assertThat(MILLIS.matcher(body(exchange, path)).find()).isTrue();
        String faulty = faulty(exchange, path, TimeFault.OTHER_UNIT);
        assertThat(MILLIS.matcher(faulty).find()).isFalse();
        new ObjectMapper().readTree(faulty);
    }

    @Test
    void candles_in_seconds_are_sent_in_milliseconds() throws Exception {
        String faulty = faulty("mexc", COLUMNS, TimeFault.OTHER_UNIT);
        assertThat(new ObjectMapper().readTree(faulty).get("data").get("time").get(0).asLong())
                .isEqualTo(FIRST.toEpochMilli());
    }

    @Test
    void a_lasting_fault_damages_a_row_and_makes_pages_with_an_hour_unreadable() throws Exception {
        long damaged = FIRST.getEpochSecond() / 3600;
        app.venue("binance").inject(new ForOneHour(damaged, damaged + 1, RowDamage.NULL_ROW));
        String body = body("binance", SPOT);
        assertThat(body).startsWith("[null,[").doesNotEndWith("]");
        JsonNode earlier = get("binance", SPOT.replace("limit=3", "limit=2").replace(
                Long.toString(FIRST.toEpochMilli()), Long.toString(FIRST.minus(Duration.ofHours(1)).toEpochMilli())));
        assertThat(earlier).hasSize(2);
        assertThat(earlier.get(1).isNull()).isTrue();
        assertThat(get("binance", SPOT.replace("limit=3", "limit=1"))).hasSize(1);
    }

    private record ForOneHour(long damaged, long unreadable, RowDamage damage) implements MarketFaults {
        @Override
        public boolean isEmptied(Market market, List<SourceRow> rows, Instant now) {
            return false;
        }

        @Override
        public boolean isUnreadable(Market market, long hour, Instant now) {
            return hour == unreadable;
        }

        @Override
        public @Nullable RowDamage damageOf(Market market, long hour) {
            return hour == damaged ? damage : null;
        }
    }

    private String faulty(String exchange, String path, TimeFault fault) throws IOException, InterruptedException {
        app.venue(exchange).inject((_, _, _) -> new Fault.Times(fault));
        return body(exchange, path);
    }

    private JsonNode get(String exchange, String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(body(exchange, path));
    }

    private String body(String exchange, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(app.venueUrl(exchange) + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
