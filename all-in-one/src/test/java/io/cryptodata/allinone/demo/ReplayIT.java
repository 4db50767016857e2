package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A folder of candle files from HTTP to SQL: invalid rows are quarantined, and the next run continues.
class ReplayIT {
    private static final long SEED = 20240129;
    private static final Market ABC = new Market("binance", "ABC/USDT");
    private static final Market XYZ = new Market("binance", "XYZ/BTC");
    private static final long START = Timeframe.epochHourOf(Instant.parse("2024-01-29T05:00:00Z"));
    /// spot markets and contracts of every other venue with candles
    private static final List<Market> OTHER_VENUES = List.of(new Market("bybit", "BYS/USDT"),
            new Market("bybit", "BYL/USDT:USDT"), new Market("okx", "OKS/USDT"), new Market("okx", "OKL/USDT:USDT"),
            new Market("bitget", "BGS/USDT"), new Market("bitget", "BGL/USDT:USDT"), new Market("mexc", "MXS/USDT"),
            new Market("mexc", "MXL/USDT:USDT"));
    private static final int HOURS_OF_OTHERS = 90;
    private static final int HOURS = 400;
    private static final int MORE = 60;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final List<String> TOPICS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_ROLLUP,
            TopicName.INDICATORS, TopicName.CANDLES_QUARANTINE, TopicName.UNIVERSE);
    private static final String VALID = "100,101,99,100,1";

    private final List<Candle> abc = CandleFiles.walk(ABC, START, HOURS + MORE, SEED);
    private final List<Candle> xyz = CandleFiles.walk(XYZ, START, 150, SEED + 1);
    private final List<List<Candle>> otherVenues = OTHER_VENUES.stream()
            .map(market -> CandleFiles.walk(market, START, HOURS_OF_OTHERS, SEED + 2 + OTHER_VENUES.indexOf(market)))
            .toList();

    @Test
    void valid_rows_are_stored_invalid_rows_are_quarantined_and_later_runs_continue() throws Exception {
        System.out.println("seed " + SEED);
        TestDemo demo = TestDemo.in("replay");
        CandleFiles files = new CandleFiles(demo.data.resolve("files"));
        files.write(ABC, withInvalidRows(first()));
        files.write(XYZ, xyz.stream().map(CandleFiles::row).toList());
        for (List<Candle> candles : otherVenues) {
            files.write(candles.getFirst().market(), candles.stream().map(CandleFiles::row).toList());
        }
        Files.writeString(files.folder().resolve("kraken_ABC-USDT_1h.csv"), "not read");
        Map<String, Integer> records = firstRun(demo, files.folder());
        runAgain(demo, files.folder(), records);
        files.append(ABC, abc.subList(HOURS, HOURS + MORE).stream().map(CandleFiles::row).toList());
        secondRun(demo, files.folder());
    }

    /// With a gap of five hours across midnight.
    private List<Candle> first() {
        List<Candle> candles = new ArrayList<>(abc.subList(0, HOURS));
        candles.subList(110, 115).clear();
        return candles;
    }

    private static List<String> withInvalidRows(List<Candle> valid) {
        List<String> rows = new ArrayList<>(valid.stream().map(CandleFiles::row).toList());
        rows.set(20, rows.set(30, rows.get(20)));
        rows.add(5, CandleFiles.row(ABC, valid.get(200).openTime().toString(), VALID)); // superseded by its row below
        rows.add(CandleFiles.row(ABC, "2024-01-29T06:28:14.789Z", VALID));
        String[] inGap = {"NaN,101,99,100,1", "100,98,99,100,1", "100,101,99,100,-1", "0,101,0,100,1"};
        for (int i = 0; i < inGap.length; i++) {
            rows.add(CandleFiles.row(ABC, Timeframe.instantOf(START + 110 + i).toString(), inGap[i]));
        }
        rows.add(CandleFiles.row(ABC, "2098-01-01T00:00:00Z", VALID));
        return rows;
    }

    /// @return number of records per topic
    private Map<String, Integer> firstRun(TestDemo demo, Path files) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.awaitCompletion()).as(String.join("\n", demo.output)).isZero();
            String summary = demo.output.getLast();
            int candles = HOURS - 5 + 150 + OTHER_VENUES.size() * HOURS_OF_OTHERS;
            assertThat(summary).contains("markets=" + (2 + OTHER_VENUES.size()), "candles=" + candles,
                    "quarantined=6", "superseded=1", "skipped_files=1").containsPattern("indicator_rows=\\d+");
            ProductReader product = new ProductReader(run.servers());
            assertThat(product.bytes(TopicName.INDICATORS)).as("rows that are not replaced at once")
                    .hasSizeBetween(candles * 15 / 10, candles * 8 * 10 / 25);
            product.cleanUp();
            assertThat(product.records(TopicName.CANDLES_QUARANTINE, QuarantinedCandle.class))
                    .extracting(QuarantinedCandle::getReason).containsExactlyInAnyOrder("OFF_GRID", "NOT_A_NUMBER",
                            "INCONSISTENT", "NEGATIVE_VOLUME", "NOT_POSITIVE", "FUTURE");
            checkMarket(product, first());
            checkMarket(product, xyz);
            otherVenues.forEach(market -> checkMarket(product, market));
            return records(product);
        }
    }

    private static Map<String, Integer> records(ProductReader product) {
        return TOPICS.stream().collect(Collectors.toMap(topic -> topic, topic -> product.bytes(topic).size()));
    }

    /// Adds no record: everything was stored before.
    private static void runAgain(TestDemo demo, Path files, Map<String, Integer> records) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.awaitCompletion()).as(String.join("\n", demo.output)).isZero();
            assertThat(Await.until(run::everythingFolded, TIMEOUT)).as("everything that is due was requested").isTrue();
            assertThat(records(new ProductReader(run.servers()))).isEqualTo(records);
        }
    }

    private void secondRun(TestDemo demo, Path files) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.awaitCompletion()).as(String.join("\n", demo.output)).isZero();
            ProductReader product = new ProductReader(run.servers());
            product.cleanUp();
            List<Candle> all = new ArrayList<>(first());
            all.addAll(abc.subList(HOURS, HOURS + MORE));
            checkMarket(product, all);
            checkMarket(product, xyz);
            assertThat(product.records(TopicName.CANDLES_QUARANTINE, QuarantinedCandle.class)).hasSize(6);
            for (String topic : List.of(TopicName.CANDLES_1H, TopicName.INDICATORS)) {
                assertThat(product.bytes(TopicName.deadLettersOf(topic))).as(topic).isEmpty();
            }
        }
    }

    /// Topics and tables contain what the fold emits in a plain loop, of the indicators the last row of each bucket.
    private static void checkMarket(ProductReader product, List<Candle> candles) {
        Market market = candles.getFirst().market();
        assertThat(product.records(TopicName.CANDLES_1H, io.cryptodata.schemas.avro.Candle.class).stream()
                .filter(candle -> candle.getAsset().equals(market.asset())).map(candle -> candle.getLastId()))
                .as("each hour of %s once, in order", market)
                .containsExactlyElementsOf(candles.stream().map(Candle::lastId).toList());
        Collector collected = new Collector(market);
        CandleFold fold = CandleFold.of(market);
        candles.forEach(candle -> fold.add(candle, collected));
        assertThat(lastRecords(product, market)).as("bit for bit on the topic").isEqualTo(collected.lastRecords);
        checkIndicators(product, market, collected);
        for (Timeframe timeframe : Timeframe.LONGER) {
            checkLongerCandles(product, market, timeframe, collected);
        }
    }

    private static Map<Bucket, Indicators> lastRecords(ProductReader product, Market market) {
        Map<Bucket, Indicators> last = new HashMap<>();
        product.records(TopicName.INDICATORS, Indicators.class).stream()
                .filter(row -> row.getAsset().equals(market.asset()))
                .forEach(row -> last.put(new Bucket(Timeframe.ofCode(row.getTimeframe()),
                        Timeframe.epochHourOf(row.getTimestamp())), row));
        return last;
    }

    private static void checkIndicators(ProductReader product, Market market, Collector collected) {
        String columns = Arrays.stream(IndicatorColumn.values()).map(column -> "i." + column.column())
                .collect(Collectors.joining(", "));
        List<List<String>> rows = product.rows("SELECT i.last_id, i.timeframe, i.closed, " + columns
                + " FROM h1_data h JOIN indicators i ON i.last_id = h.last_id WHERE asset = '" + market.asset() + "'");
        assertThat(rows).hasSize(collected.lastRows.size());
        for (List<String> row : rows) {
            LastRow expected = collected.lastRowWith(Long.parseLong(row.get(0)), Timeframe.ofCode(row.get(1)));
            assertThat(row.get(0)).as("%s %s", market, row).isEqualTo(Long.toString(expected.lastId));
            assertThat(row.get(2)).as("%s %s", market, row).isEqualTo(expected.closed ? "t" : "f");
            for (int i = 0; i < expected.values.size(); i++) {
                equal(row.get(3 + i), expected.values.get(i), market + " " + row + ", column " + i);
            }
        }
    }

    private static void checkLongerCandles(ProductReader product, Market market, Timeframe timeframe,
            Collector collected) {
        String view = timeframe.code().substring(timeframe.code().length() - 1)
                + timeframe.code().substring(0, timeframe.code().length() - 1) + "_data";
        Map<Instant, List<String>> rows = new HashMap<>();
        product.rows(
                "SELECT extract(epoch FROM timestamp)::bigint, last_id, open, high, low, close, volume FROM " + view
                        + " WHERE asset = '" + market.asset() + "'")
                .forEach(row -> rows.put(Instant.ofEpochSecond(Long.parseLong(row.getFirst())), row));
        List<CandleRollup> topic = product.records(TopicName.CANDLES_ROLLUP, CandleRollup.class).stream()
                .filter(rollup -> rollup.getAsset().equals(market.asset())
                        && rollup.getTimeframe().equals(timeframe.code()))
                .toList();
        assertThat(topic).hasSize(collected.rollups.getOrDefault(timeframe, 0));
        for (CandleRollup rollup : topic) {
            List<String> row = rows.getOrDefault(rollup.getTimestamp(), List.of());
            assertThat(row).as("%s of %s at %s", view, market, rollup.getTimestamp()).isNotEmpty();
            assertThat(row.get(1)).isEqualTo(Long.toString(rollup.getLastId()));
            double[] values = {rollup.getOpen(), rollup.getHigh(), rollup.getLow(), rollup.getClose(),
                    rollup.getVolume()};
            for (int i = 0; i < values.length; i++) {
                equal(row.get(2 + i), values[i], view + " " + row);
            }
        }
    }

    private static void equal(String sql, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(sql).as(what).isEqualTo("null");
        } else {
            assertThat(Double.parseDouble(sql)).as(what).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
        }
    }

    /// @param values of all columns in catalogue order
    private record LastRow(long lastId, boolean closed, List<Double> values) {}

    private record Bucket(Timeframe timeframe, long start) {}

    /// The last row per bucket, and the number of completed longer candles.
    private static final class Collector implements FoldOutput {
        final Map<Bucket, LastRow> lastRows = new HashMap<>();
        final Map<Bucket, Indicators> lastRecords = new HashMap<>();
        final Map<Timeframe, Integer> rollups = new HashMap<>();

        private final Market market;

        Collector(Market market) {
            this.market = market;
        }

        @Override
        public void indicators(IndicatorRow row) {
            Bucket bucket = new Bucket(row.timeframe(), row.bucketStart());
            lastRecords.put(bucket, IndicatorRecords.toAvro(market, row));
            lastRows.put(bucket, new LastRow(row.lastId(), row.closed(),
                    Arrays.stream(IndicatorColumn.values()).map(row::value).toList()));
        }

        LastRow lastRowWith(long lastId, Timeframe timeframe) {
            return Objects.requireNonNull(
                    lastRows.get(new Bucket(timeframe, timeframe.floor(LastId.epochHourIn(lastId)))),
                    () -> "not emitted by the fold: " + timeframe + " of " + LastId.openTimeOf(lastId));
        }

        @Override
        public void rollup(RollupRow row) {
            rollups.merge(row.timeframe(), 1, Integer::sum);
        }
    }
}
