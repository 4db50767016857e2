package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static io.cryptodata.streams.candle.CandleScript.ETH;
import static io.cryptodata.streams.candle.CandleScript.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CandleTopologyTest {
    private static final Path APPROVED = Path.of("src/test/approved/candle-topology.txt");

    @TempDir
    Path stateDir;

    @Test
    void the_topology_is_the_approved_one() throws IOException {
        try (TopologyDriver driver = driver()) {
            if (Boolean.getBoolean("approve")) {
                Files.createDirectories(APPROVED.getParent());
                Files.writeString(APPROVED, driver.description());
            }
            assertThat(driver.description()).isEqualTo(Files.readString(APPROVED));
        }
    }

    @Test
    void every_candle_emits_one_row_per_timeframe_under_the_key_of_its_market() {
        try (TopologyDriver driver = driver()) {
            driver.send(CandleScript.walk(BTC, 1, 1));
            List<TestRecord<String, Indicators>> rows = driver.indicators();
            assertThat(rows).extracting(row -> row.value().getTimeframe()).containsExactly("1h", "2h", "4h", "12h",
                    "1d", "3d", "1w", "1m");
            assertThat(rows).allSatisfy(row -> assertThat(row.key()).isEqualTo(BTC.key()));
            assertThat(rows.getFirst().value().getClosed()).isTrue();
            assertThat(rows.getFirst().value().getEma10()).isNull();
            assertThat(driver.meters.get("cda.streams.emitted").tag("topic", "indicators").counter().count())
                    .isEqualTo(8);
            assertThat(driver.meters.get("cda.streams.fold").timer().count()).isEqualTo(1);
            assertThat(driver.meters.get("cda.streams.overdue").tag("timeframe", "1h").gauge().value()).isPositive();
        }
    }

    @Test
    void the_output_equals_that_of_the_fold_run_in_a_plain_loop() {
        List<Candle> candles = CandleScript.walk(BTC, 400, 2);
        Emitted emitted = Emitted.by(candles);
        try (TopologyDriver driver = driver()) {
            driver.send(candles);
            assertThat(values(driver.indicators())).isEqualTo(emitted.indicators);
            assertThat(values(driver.rollups())).isEqualTo(emitted.rollups);
        }
    }

    @Test
    void a_longer_candle_is_emitted_when_its_last_hour_arrives() {
        List<Candle> day = CandleScript.walk(BTC, 24, 3);
        try (TopologyDriver driver = driver()) {
            driver.send(day.subList(0, 23));
            assertThat(driver.rollups()).noneMatch(rollup -> rollup.value().getTimeframe().equals("1d"));
            driver.send(day.subList(23, 24));
            CandleRollup rollup = values(driver.rollups()).getLast();
            assertThat(rollup.getTimeframe()).isEqualTo("1d");
            assertThat(rollup.getTimestamp()).isEqualTo(START);
            assertThat(rollup.getLastId()).isEqualTo(day.getLast().lastId());
        }
    }

    @Test
    void markets_do_not_mix() {
        List<Candle> bitcoin = CandleScript.walk(BTC, 60, 4);
        List<Candle> ether = CandleScript.walk(ETH, 60, 5);
        try (TopologyDriver driver = driver()) {
            for (int hour = 0; hour < 60; hour++) {
                driver.send(List.of(bitcoin.get(hour), ether.get(hour)));
            }
            List<Indicators> ofEther = values(driver.indicators()).stream()
                    .filter(row -> row.getAsset().equals("ETH/USDT")).toList();
            assertThat(ofEther).isEqualTo(Emitted.by(ether).indicators);
        }
    }

    @Test
    void a_repeated_candle_emits_nothing() {
        List<Candle> candles = CandleScript.walk(BTC, 20, 6);
        try (TopologyDriver driver = driver()) {
            driver.send(candles);
            driver.indicators();
            driver.send(List.of(candles.get(19), candles.get(3)));
            assertThat(driver.indicators()).isEmpty();
            assertThat(driver.countedCandles("repeated")).isEqualTo(2);
        }
    }

    @Test
    void the_newest_hour_corrected_emits_its_rows_again_with_a_greater_revision() {
        List<Candle> candles = CandleScript.walk(BTC, 30, 6);
        Candle last = candles.getLast();
        Candle revised = new Candle(BTC, last.openTime(), last.open(), last.high() * 2, last.low(), last.high(),
                last.volume(), 1);
        List<Candle> corrected = new ArrayList<>(candles);
        corrected.set(29, revised);
        try (TopologyDriver driver = driver()) {
            driver.send(candles);
            driver.indicators();
            driver.send(List.of(revised));
            List<Indicators> again = values(driver.indicators());
            assertThat(again).hasSize(8).allMatch(row -> row.getRevision() == 2);
            again.forEach(row -> row.setRevision(0));
            List<Indicators> inOrder = Emitted.by(corrected).indicators;
            assertThat(again).isEqualTo(inOrder.subList(inOrder.size() - 8, inOrder.size()));
            assertThat(driver.countedCandles("corrected")).isEqualTo(1);
        }
    }

    @Test
    void a_page_of_late_hours_is_one_correction() {
        List<Candle> candles = CandleScript.walk(BTC, 50, 6);
        List<Candle> late = candles.subList(20, 30);
        try (TopologyDriver driver = driver()) {
            driver.send(candles.subList(0, 20));
            driver.send(candles.subList(30, 50));
            driver.indicators();
            driver.rollups();
            driver.sendPage(late, candles.getLast().closeTime().plusSeconds(60));
            List<Indicators> hourly = values(driver.indicators()).stream()
                    .filter(row -> row.getTimeframe().equals("1h")).toList();
            assertThat(hourly).extracting(Indicators::getLastId)
                    .containsExactlyElementsOf(candles.subList(20, 50).stream().map(Candle::lastId).toList());
            assertThat(values(driver.rollups())).filteredOn(rollup -> rollup.getTimeframe().equals("1d"))
                    .allMatch(day -> day.getRevision() == 2).hasSize(2);
            assertThat(driver.countedCandles("pending")).isEqualTo(9);
        }
    }

    @Test
    void history_emits_longer_timeframes_when_their_bucket_completes_and_with_the_last_candle_of_a_page() {
        List<Candle> candles = CandleScript.walk(BTC, 30, 6);
        try (TopologyDriver driver = driver()) {
            driver.sendPage(candles, candles.getLast().closeTime().plusSeconds(30L * 24 * 3600));
            List<Indicators> rows = values(driver.indicators());
            assertThat(rows).filteredOn(row -> row.getTimeframe().equals("1h")).hasSize(30);
            assertThat(rows).filteredOn(row -> row.getTimeframe().equals("2h")).hasSize(15);
            assertThat(rows).filteredOn(row -> row.getTimeframe().equals("12h")).hasSize(3);
            assertThat(rows.subList(rows.size() - 8, rows.size()))
                    .allMatch(row -> row.getLastId() == candles.getLast().lastId());
        }
    }

    @Test
    void a_candle_older_than_the_correction_window_is_counted() {
        List<Candle> candles = CandleScript.walk(BTC, 46 * 24, 6);
        try (TopologyDriver driver = driver()) {
            driver.send(candles.subList(1, 46 * 24));
            driver.indicators();
            driver.send(candles.subList(0, 1));
            assertThat(driver.indicators()).isEmpty();
            assertThat(driver.countedCandles("outside_window")).isEqualTo(1);
        }
    }

    @Test
    void the_state_of_a_former_release_is_taken_over() {
        List<Candle> candles = CandleScript.walk(BTC, 60, 9);
        CandleFold former = CandleFold.of(BTC);
        candles.subList(0, 40).forEach(candle -> former.add(candle, FoldOutput.NONE));
        try (TopologyDriver driver = driver()) {
            driver.store().put(BTC.key(), bytesOf(former));
            driver.send(candles.subList(40, 60));
            List<Indicators> inOrder = Emitted.by(candles).indicators;
            List<Indicators> continued = values(driver.indicators());
            assertThat(continued).hasSize(20 * 8)
                    .isEqualTo(inOrder.subList(inOrder.size() - continued.size(), inOrder.size()));
            assertThat(driver.store().get(BTC.key())).isNull();
        }
    }

    @Test
    void results_after_a_restart_are_the_same_bit_for_bit() {
        List<Candle> candles = CandleScript.walk(BTC, 500, 7);
        List<KeyValue<String, byte[]>> stored = new ArrayList<>();
        try (TopologyDriver before = driver()) {
            before.send(candles.subList(0, 311));
            try (KeyValueIterator<String, byte[]> all = before.store().all()) {
                all.forEachRemaining(stored::add);
            }
        }
        try (TopologyDriver after = driver()) {
            stored.forEach(entry -> after.store().put(entry.key, entry.value));
            after.send(candles.subList(311, 500));
            List<Indicators> uninterrupted = Emitted.by(candles).indicators;
            List<Indicators> continued = values(after.indicators());
            assertThat(continued).hasSizeGreaterThanOrEqualTo(189 * 8)
                    .isEqualTo(uninterrupted.subList(uninterrupted.size() - continued.size(), uninterrupted.size()));
        }
    }

    @Test
    void markets_beyond_the_cache_are_read_from_the_store() {
        int markets = MarketFolds.MOST_CACHED + 3;
        List<List<Candle>> walks = new ArrayList<>();
        for (int i = 0; i < markets; i++) {
            walks.add(CandleScript.walk(new Market("binance", "A" + i + "/USDT"), 4, i));
        }
        try (TopologyDriver driver = driver()) {
            for (int hour = 0; hour < 4; hour++) {
                int now = hour;
                driver.send(walks.stream().map(walk -> walk.get(now)).toList());
            }
            List<Indicators> ofFirst = values(driver.indicators()).stream()
                    .filter(row -> row.getAsset().equals("A0/USDT")).toList();
            assertThat(ofFirst).isEqualTo(Emitted.by(walks.getFirst()).indicators);
        }
    }

    @Test
    void a_corrupt_state_stops_the_stream_with_a_message() {
        try (TopologyDriver driver = driver()) {
            driver.store().put(BTC.key(), new byte[]{99, 1, 2});
            assertThatThrownBy(() -> driver.send(CandleScript.walk(BTC, 1, 8)))
                    .hasStackTraceContaining("the state of binance:BTC/USDT has version 99");
            assertThat(driver.deadLetters()).isEmpty();
        }
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        return buffer.array();
    }

    private TopologyDriver driver() {
        return new TopologyDriver(stateDir);
    }

    private static <T> List<T> values(List<TestRecord<String, T>> records) {
        return records.stream().map(TestRecord::value).toList();
    }

    /// The output of the fold for one market's candles, run in a plain loop.
    private static final class Emitted implements FoldOutput {
        final List<Indicators> indicators = new ArrayList<>();
        final List<CandleRollup> rollups = new ArrayList<>();
        private final Market market;

        private Emitted(Market market) {
            this.market = market;
        }

        static Emitted by(List<Candle> candles) {
            Emitted emitted = new Emitted(candles.getFirst().market());
            CandleFold fold = CandleFold.of(emitted.market);
            candles.forEach(candle -> assertThat(fold.add(candle, emitted)).isEqualTo(CandleFold.Outcome.FOLDED));
            return emitted;
        }

        @Override
        public void indicators(IndicatorRow row) {
            indicators.add(IndicatorRecords.toAvro(market, row));
        }

        @Override
        public void rollup(RollupRow row) {
            rollups.add(RollupRecords.toAvro(market, row));
        }
    }
}
