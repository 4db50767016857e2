package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
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

/// A folder of candle files goes the whole way, HTTP to SQL; bad rows are set aside; the next run continues.
class ReplayIT {
    private static final long SEED = 20240129;
    private static final Market ABC = new Market("binance", "ABC/USDT");
    private static final Market XYZ = new Market("binance", "XYZ/BTC");
    private static final long START = Timeframe.epochHourOf(Instant.parse("2024-01-29T05:00:00Z"));
    /// spot markets and contracts of every other venue whose candles are fetched
    private static final List<Market> ELSEWHERE = List.of(new Market("bybit", "BYS/USDT"),
            new Market("bybit", "BYL/USDT:USDT"), new Market("okx", "OKS/USDT"), new Market("okx", "OKL/USDT:USDT"),
            new Market("bitget", "BGS/USDT"), new Market("bitget", "BGL/USDT:USDT"), new Market("mexc", "MXS/USDT"),
            new Market("mexc", "MXL/USDT:USDT"));
    private static final int EACH = 90;
    private static final int HOURS = 400;
    private static final int MORE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> TOPICS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_ROLLUP,
            TopicName.INDICATORS, TopicName.CANDLES_QUARANTINE, TopicName.UNIVERSE);
    private static final String FINE = "100,101,99,100,1";

    private final List<Candle> abc = CandleFiles.walk(ABC, START, HOURS + MORE, SEED);
    private final List<Candle> xyz = CandleFiles.walk(XYZ, START, 150, SEED + 1);
    private final List<List<Candle>> elsewhere = ELSEWHERE.stream()
            .map(market -> CandleFiles.walk(market, START, EACH, SEED + 2 + ELSEWHERE.indexOf(market))).toList();

    @Test
    void good_rows_land_bad_rows_are_set_aside_and_the_next_runs_repeat_nothing_and_continue() throws Exception {
        System.out.println("seed " + SEED);
        TestDemo demo = TestDemo.in("replay");
        CandleFiles files = new CandleFiles(demo.data.resolve("files"));
        files.write(ABC, badlyOrdered(first()));
        files.write(XYZ, xyz.stream().map(CandleFiles::row).toList());
        for (List<Candle> candles : elsewhere) {
            files.write(candles.getFirst().market(), candles.stream().map(CandleFiles::row).toList());
        }
        Files.writeString(files.folder().resolve("kraken_ABC-USDT_1h.csv"), "not read at all");
        Map<String, Integer> records = firstRun(demo, files.folder());
        runAgain(demo, files.folder(), records);
        files.append(ABC, abc.subList(HOURS, HOURS + MORE).stream().map(CandleFiles::row).toList());
        secondRun(demo, files.folder());
    }

    /// A hole of five hours, over the end of a day.
    private List<Candle> first() {
        List<Candle> candles = new ArrayList<>(abc.subList(0, HOURS));
        candles.subList(110, 115).clear();
        return candles;
    }

    private static List<String> badlyOrdered(List<Candle> good) {
        List<String> rows = new ArrayList<>(good.stream().map(CandleFiles::row).toList());
        rows.set(20, rows.set(30, rows.get(20)));
        rows.add(5, CandleFiles.row(ABC, good.get(200).openTime().toString(), FINE)); // superseded by its own row below
        rows.add(CandleFiles.row(ABC, "2024-01-29T06:28:14.789Z", FINE));
        String[] inTheHole = {"NaN,101,99,100,1", "100,98,99,100,1", "100,101,99,100,-1", "0,101,0,100,1"};
        for (int i = 0; i < inTheHole.length; i++) {
            rows.add(CandleFiles.row(ABC, Timeframe.instantOf(START + 110 + i).toString(), inTheHole[i]));
        }
        rows.add(CandleFiles.row(ABC, "2098-01-01T00:00:00Z", FINE));
        return rows;
    }

    /// @return how many records are on each topic
    private Map<String, Integer> firstRun(TestDemo demo, Path files) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.untilLanded()).as(String.join("\n", demo.said)).isZero();
            String summary = demo.said.getLast();
            int candles = HOURS - 5 + 150 + ELSEWHERE.size() * EACH;
            assertThat(summary).contains("markets=" + (2 + ELSEWHERE.size()), "candles=" + candles,
                    "indicator_rows=" + candles * 8, "quarantined=6", "superseded=1", "skipped_files=1");
            Observed seen = new Observed(run.servers());
            assertThat(seen.records(TopicName.CANDLES_QUARANTINE, QuarantinedCandle.class))
                    .extracting(QuarantinedCandle::getReason).containsExactlyInAnyOrder("OFF_GRID", "NOT_A_NUMBER",
                            "INCONSISTENT", "NEGATIVE_VOLUME", "NOT_POSITIVE", "FUTURE");
            everythingAgrees(seen, first());
            everythingAgrees(seen, xyz);
            elsewhere.forEach(market -> everythingAgrees(seen, market));
            return records(seen);
        }
    }

    private static Map<String, Integer> records(Observed seen) {
        return TOPICS.stream().collect(Collectors.toMap(topic -> topic, topic -> seen.bytes(topic).size()));
    }

    /// Nothing is new: everything was there before, and nobody says anything again.
    private static void runAgain(TestDemo demo, Path files, Map<String, Integer> records) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.untilLanded()).as(String.join("\n", demo.said)).isZero();
            assertThat(Await.until(run::everythingFolded, PATIENCE)).as("asked the venue for all that is due").isTrue();
            assertThat(records(new Observed(run.servers()))).isEqualTo(records);
        }
    }

    private void secondRun(TestDemo demo, Path files) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.untilLanded()).as(String.join("\n", demo.said)).isZero();
            Observed seen = new Observed(run.servers());
            List<Candle> all = new ArrayList<>(first());
            all.addAll(abc.subList(HOURS, HOURS + MORE));
            everythingAgrees(seen, all);
            everythingAgrees(seen, xyz);
            assertThat(seen.records(TopicName.CANDLES_QUARANTINE, QuarantinedCandle.class)).hasSize(6);
            for (String topic : List.of(TopicName.CANDLES_1H, TopicName.INDICATORS)) {
                assertThat(seen.bytes(TopicName.deadLettersOf(topic))).as(topic).isEmpty();
            }
        }
    }

    /// Topic and tables say of a market what the fold says in a plain loop.
    private static void everythingAgrees(Observed seen, List<Candle> candles) {
        Market market = candles.getFirst().market();
        assertThat(seen.records(TopicName.CANDLES_1H, io.cryptodata.schemas.avro.Candle.class).stream()
                .filter(candle -> candle.getAsset().equals(market.asset())).map(candle -> candle.getLastId()))
                .as("each hour of %s once, in order", market)
                .containsExactlyElementsOf(candles.stream().map(Candle::lastId).toList());
        Plain plain = new Plain();
        CandleFold fold = CandleFold.of(market);
        candles.forEach(candle -> fold.add(candle, plain));
        indicatorsAgree(seen, market, plain);
        for (Timeframe timeframe : Timeframe.LONGER) {
            longerCandlesAgree(seen, market, timeframe, plain);
        }
    }

    private static void indicatorsAgree(Observed seen, Market market, Plain plain) {
        String columns = Arrays.stream(IndicatorColumn.values()).map(column -> "i." + column.column())
                .collect(Collectors.joining(", "));
        List<List<String>> rows = seen.rows("SELECT i.last_id, i.timeframe, i.closed, " + columns
                + " FROM h1_data h JOIN indicators i ON i.last_id = h.last_id WHERE asset = '" + market.asset() + "'");
        assertThat(rows).hasSize(plain.lastWords.size());
        for (List<String> row : rows) {
            LastWord expected = Objects.requireNonNull(plain.lastWords.get(row.get(0) + " " + row.get(1)),
                    () -> market + ": the fold does not know " + row);
            assertThat(row.get(2)).as("%s %s", market, row).isEqualTo(expected.closed ? "t" : "f");
            for (int i = 0; i < expected.values.size(); i++) {
                equal(row.get(3 + i), expected.values.get(i), market + " " + row + ", column " + i);
            }
        }
    }

    private static void longerCandlesAgree(Observed seen, Market market, Timeframe timeframe, Plain plain) {
        String view = timeframe.code().substring(timeframe.code().length() - 1)
                + timeframe.code().substring(0, timeframe.code().length() - 1) + "_data";
        Map<Instant, List<String>> rows = new HashMap<>();
        seen.rows("SELECT extract(epoch FROM timestamp)::bigint, last_id, open, high, low, close, volume FROM " + view
                + " WHERE asset = '" + market.asset() + "'")
                .forEach(row -> rows.put(Instant.ofEpochSecond(Long.parseLong(row.getFirst())), row));
        List<CandleRollup> topic = seen.records(TopicName.CANDLES_ROLLUP, CandleRollup.class).stream()
                .filter(rollup -> rollup.getAsset().equals(market.asset())
                        && rollup.getTimeframe().equals(timeframe.code()))
                .toList();
        assertThat(topic).hasSize(plain.rollups.getOrDefault(timeframe, 0));
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

    /// The values of all columns in the catalogue's order.
    private record LastWord(boolean closed, List<Double> values) {}

    /// The fold's last word on each timeframe after each hour, and how many longer candles it completed.
    private static final class Plain implements FoldOutput {
        final Map<String, LastWord> lastWords = new HashMap<>();
        final Map<Timeframe, Integer> rollups = new HashMap<>();

        @Override
        public void indicators(IndicatorRow row) {
            lastWords.put(row.lastId() + " " + row.timeframe().code(), new LastWord(row.closed(),
                    Arrays.stream(IndicatorColumn.values()).map(row::value).toList()));
        }

        @Override
        public void rollup(RollupRow row) {
            rollups.merge(row.timeframe(), 1, Integer::sum);
        }
    }
}
