package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static org.assertj.core.api.Assertions.assertThat;

/// Replays through the topology: 100 days of one market, of which the correction window has 45.
class ReplayTopologyTest {
    private static final int HOURS = 100 * 24;
    private static final int LATE = 200;

    private final List<Candle> candles = CandleScript.walk(BTC, HOURS, 11);
    private final Instant now = candles.getLast().closeTime().plusSeconds(60);

    @TempDir
    Path stateDir;

    @Test
    void a_candle_that_came_after_the_window_is_folded_in_by_a_replay() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            Final rows = new Final();
            sendWithout(LATE, driver);
            driver.send(BTC.key(), driver.bytesOf(CandleRecords.toAvro(candles.get(LATE))), now);
            rows.read(driver);
            assertThat(driver.countedCandles("outside_window")).isEqualTo(1);
            assertThat(rows.rows).doesNotContainKey(KeyValue.pair("1h", candles.get(LATE).lastId()));
            driver.replay("one", candles, 0, HOURS, now);
            rows.read(driver);
            assertThat(driver.countedReplayed("completed")).isEqualTo(1);
            rows.assertEqualTo(inOrder(candles));
            assertThat(keysOfReplay(driver)).isEmpty();
        }
    }

    @Test
    void live_candles_and_corrections_among_a_replay_are_emitted_at_once() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            Final rows = new Final();
            sendWithout(LATE, driver);
            driver.replay("one", candles, 0, HOURS / 2, now);
            rows.read(driver);
            Candle next = CandleScript.walk(BTC, HOURS + 1, 11).getLast();
            driver.send(List.of(next));
            assertThat(values(driver.indicators())).hasSize(8).allMatch(row -> row.getRevision() == 0)
                    .allSatisfy(rows::put);
            Candle last = candles.get(HOURS - 5);
            Candle revised = new Candle(BTC, last.openTime(), last.open(), last.high(), last.low(), last.low(),
                    last.volume(), 1);
            driver.send(List.of(revised));
            rows.read(driver);
            driver.replay("one", candles, HOURS / 2, HOURS, now);
            rows.read(driver);
            List<Candle> all = new ArrayList<>(candles);
            all.set(HOURS - 5, revised);
            all.add(next);
            rows.assertEqualTo(inOrder(all));
        }
    }

    @Test
    void the_state_of_a_former_release_that_started_late_is_filled() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            CandleFold former = CandleFold.of(BTC);
            candles.subList(1000, 1500).forEach(candle -> former.add(candle, FoldOutput.NONE));
            ByteBuffer state = ByteBuffer.allocate(former.size());
            former.writeTo(state);
            driver.store().put(BTC.key(), state.array());
            Final rows = new Final();
            driver.send(candles.subList(1500, HOURS));
            driver.replay("one", candles, 0, HOURS, now);
            rows.read(driver);
            rows.assertEqualTo(inOrder(candles));
        }
    }

    @Test
    void a_second_replay_emits_nothing_inside_the_window() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            sendWithout(LATE, driver);
            driver.replay("one", candles, 0, HOURS, now);
            driver.indicators();
            driver.replay("two", candles, 0, HOURS, now);
            long window = candles.get(HOURS - 45 * 24).lastId();
            assertThat(values(driver.indicators())).allMatch(row -> row.getLastId() < window);
        }
    }

    @Test
    void rows_of_hours_before_the_first_one_that_is_emitted_are_left_out() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            sendWithout(LATE, driver);
            driver.indicators();
            Candle first = candles.get(LATE + 300);
            driver.replay("one", candles, 0, HOURS, LastId.epochHourIn(first.lastId()), now);
            List<Indicators> rows = values(driver.indicators());
            assertThat(rows).allMatch(row -> row.getLastId() >= first.lastId());
            assertThat(rows).filteredOn(row -> row.getLastId() == first.lastId()).hasSize(8);
            assertThat(driver.countedReplayed("completed")).isEqualTo(1);
        }
    }

    @Test
    void an_incomplete_replay_changes_nothing_and_is_replaced_by_the_next_one() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            Final rows = new Final();
            sendWithout(LATE, driver);
            driver.replay("one", candles, 0, 500, now);
            driver.replay("two", candles, 3, 5, now);
            assertThat(driver.countedReplayed("ignored")).isEqualTo(2);
            driver.replay("one", candles, 501, 503, now);
            assertThat(driver.countedReplayed("refused")).isEqualTo(1);
            assertThat(driver.deadLettersOf(TopicName.CANDLES_REPLAY)).singleElement().satisfies(letter -> assertThat(
                    new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                    .contains("lacks hours before " + candles.get(501).openTime(), "--market binance:BTC/USDT"));
            assertThat(keysOfReplay(driver)).isEmpty();
            driver.replay("three", candles, 0, HOURS, now);
            rows.read(driver);
            rows.assertEqualTo(inOrder(candles));
        }
    }

    @Test
    void a_record_without_the_headers_of_a_replay_is_a_dead_letter() {
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            driver.sendToReplay(BTC.key(), driver.bytesOf(CandleRecords.toAvro(candles.getFirst())), now);
            assertThat(driver.deadLettersOf(TopicName.CANDLES_REPLAY)).hasSize(1);
            assertThat(driver.indicators()).isEmpty();
        }
    }

    private void sendWithout(int left, TopologyDriver driver) {
        driver.send(candles.subList(0, left));
        driver.send(candles.subList(left + 1, HOURS));
    }

    private static List<String> keysOfReplay(TopologyDriver driver) {
        List<String> keys = new ArrayList<>();
        try (var all = driver.store().all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.removeIf(key -> "HSr".indexOf(key.charAt(key.indexOf('\0') + 1)) < 0);
        return keys;
    }

    private static <T> List<T> values(List<TestRecord<String, T>> records) {
        return records.stream().map(TestRecord::value).toList();
    }

    private static Final inOrder(List<Candle> hours) {
        Final rows = new Final();
        CandleFold fold = CandleFold.of(BTC);
        hours.forEach(hour -> fold.add(hour, rows));
        return rows;
    }

    /// The newest record of every row and longer candle; every later one must have a greater revision.
    private static final class Final implements FoldOutput {
        private final Map<KeyValue<String, Long>, Indicators> rows = new HashMap<>();
        private final Map<KeyValue<String, Instant>, CandleRollup> rollups = new HashMap<>();

        void read(TopologyDriver driver) {
            values(driver.indicators()).forEach(this::put);
            values(driver.rollups()).forEach(this::put);
        }

        void put(Indicators row) {
            Indicators former = rows.put(KeyValue.pair(row.getTimeframe(), row.getLastId()), row);
            assertThat(former == null || former.getRevision() < row.getRevision()).as("%s after %s", row, former)
                    .isTrue();
        }

        void put(CandleRollup rollup) {
            CandleRollup former = rollups.put(KeyValue.pair(rollup.getTimeframe(), rollup.getTimestamp()), rollup);
            assertThat(former == null || former.getRevision() < rollup.getRevision()).isTrue();
        }

        @Override
        public void indicators(IndicatorRow row) {
            put(IndicatorRecords.toAvro(BTC, row));
        }

        @Override
        public void rollup(RollupRow row) {
            put(RollupRecords.toAvro(BTC, row));
        }

        void assertEqualTo(Final expected) {
            assertThat(rows.keySet()).isEqualTo(expected.rows.keySet());
            expected.rows.forEach((key, row) -> assertThat(unversioned(Objects.requireNonNull(rows.get(key))))
                    .isEqualTo(unversioned(row)));
            assertThat(rollups.keySet()).isEqualTo(expected.rollups.keySet());
            expected.rollups.forEach((key, rollup) -> assertThat(
                    CandleRollup.newBuilder(Objects.requireNonNull(rollups.get(key))).setRevision(0).build()).isEqualTo(
                            CandleRollup.newBuilder(rollup).setRevision(0).build()));
        }

        private static Indicators unversioned(Indicators row) {
            return Indicators.newBuilder(row).setRevision(0).build();
        }
    }
}
