package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.streams.metrics.StreamsMeters;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTopologyTest {
    private static final Instant MUCH_LATER = Instant.parse("2024-06-01T00:00:00Z");

    @TempDir
    Path stateDir;

    @Test
    void an_unreadable_record_goes_to_the_dead_letters_with_its_origin_and_processing_continues() {
        byte[] poison = "this is not avro".getBytes(StandardCharsets.UTF_8);
        List<Candle> candles = CandleScript.walk(BTC, 2, 1);
        try (TopologyDriver driver = driver()) {
            driver.send(candles.subList(0, 1));
            driver.send(BTC.key(), poison, MUCH_LATER);
            driver.send(candles.subList(1, 2));

            TestRecord<String, byte[]> letter = onlyLetter(driver);
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(letter.key()).isEqualTo(BTC.key());
            assertThat(header(letter, LetterHeader.ORIGIN_TOPIC)).isEqualTo("candles.1h");
            assertThat(header(letter, LetterHeader.ORIGIN_PARTITION)).isEqualTo("0");
            assertThat(header(letter, LetterHeader.ORIGIN_OFFSET)).isEqualTo("1");
            assertThat(header(letter, LetterHeader.ORIGIN_TIMESTAMP))
                    .isEqualTo(Long.toString(MUCH_LATER.toEpochMilli()));
            assertThat(header(letter, LetterHeader.REASON)).contains("cannot read a Candle");
            assertThat(driver.indicators()).hasSize(16);
            assertThat(driver.meters.get(StreamsMeters.DEAD_LETTERS.name()).counter().count()).isEqualTo(1);
        }
    }

    @Test
    void an_impossible_candle_is_refused() {
        io.cryptodata.schemas.avro.Candle record = CandleRecords.toAvro(CandleScript.walk(BTC, 1, 2).getFirst());
        record.setHigh(record.getLow() / 2);
        refused(record, BTC.key(), MUCH_LATER, "high");
    }

    @Test
    void a_candle_under_another_markets_key_is_refused() {
        refused(first(), "binance:ETH/USDT", MUCH_LATER, "the key must be the market, 'binance:BTC/USDT'");
    }

    @Test
    void a_candle_without_a_key_is_refused() {
        refused(first(), null, MUCH_LATER, "the key must be the market");
    }

    @Test
    void a_candle_appended_before_its_hour_ended_is_refused() {
        Instant opened = first().getTimestamp();
        refused(first(), BTC.key(), opened.minusSeconds(1), "cannot have been closed");
    }

    /// Neither the fold's newest hour nor the time of its output may follow it.
    @Test
    void candles_dated_in_the_future_change_neither_the_state_nor_the_time_of_any_output() {
        List<Candle> candles = CandleScript.walk(BTC, 30, 3);
        List<TestRecord<String, Indicators>> expected;
        try (TopologyDriver driver = new TopologyDriver(stateDir.resolve("without"))) {
            driver.send(candles);
            expected = driver.indicators();
        }
        try (TopologyDriver driver = new TopologyDriver(stateDir.resolve("with"))) {
            for (Candle candle : candles) {
                for (Duration ahead : List.of(Duration.ofHours(3), Duration.ofDays(40), Duration.ofDays(5_000))) {
                    driver.send(BTC.key(), driver.bytesOf(CandleRecords.toAvro(later(candle, ahead))),
                            candle.closeTime().plusSeconds(5));
                }
                driver.send(List.of(candle));
            }
            assertThat(driver.indicators()).isEqualTo(expected).hasSize(8 * candles.size());
            assertThat(driver.deadLetters()).hasSize(3 * candles.size())
                    .allSatisfy(letter -> assertThat(header(letter, LetterHeader.REASON))
                            .contains("cannot have been closed"));
            assertThat(driver.countedCandles("folded")).isEqualTo(candles.size());
            assertThat(List.of("repeated", "corrected", "pending", "outside_window"))
                    .allSatisfy(outcome -> assertThat(driver.countedCandles(outcome)).isZero());
        }
        Instant lastAppend = candles.getLast().closeTime().plusSeconds(5);
        assertThat(expected.getLast().getRecordTime()).isEqualTo(lastAppend);
    }

    private static Candle later(Candle candle, Duration by) {
        return new Candle(candle.market(), candle.openTime().plus(by), candle.open(), candle.high(), candle.low(),
                candle.close(), candle.volume(), 0);
    }

    @Test
    void a_broker_clock_that_is_a_little_slow_is_tolerated() {
        try (TopologyDriver driver = driver()) {
            driver.send(BTC.key(), driver.bytesOf(first()), first().getTimestamp().plusSeconds(1));
            assertThat(driver.deadLetters()).isEmpty();
            assertThat(driver.indicators()).hasSize(8);
        }
    }

    @Test
    void a_record_without_a_value_is_refused() {
        try (TopologyDriver driver = driver()) {
            driver.send(BTC.key(), null, MUCH_LATER);
            assertThat(header(onlyLetter(driver), LetterHeader.REASON)).contains("must have a value");
        }
    }

    private void refused(io.cryptodata.schemas.avro.Candle record, @Nullable String key,
            Instant appendedAt, String reason) {
        try (TopologyDriver driver = driver()) {
            byte[] bytes = driver.bytesOf(record);
            driver.send(key, bytes, appendedAt);
            TestRecord<String, byte[]> letter = onlyLetter(driver);
            assertThat(letter.value()).isEqualTo(bytes);
            assertThat(letter.key()).isEqualTo(key);
            assertThat(header(letter, LetterHeader.REASON)).contains(reason);
            assertThat(header(letter, LetterHeader.ORIGIN_OFFSET)).isEqualTo("0");
            assertThat(header(letter, LetterHeader.ORIGIN_TIMESTAMP))
                    .isEqualTo(Long.toString(appendedAt.toEpochMilli()));
            assertThat(driver.indicators()).isEmpty();
            driver.send(CandleScript.walk(BTC, 1, 2));
            assertThat(driver.indicators()).hasSize(8);
        }
    }

    private static io.cryptodata.schemas.avro.Candle first() {
        return CandleRecords.toAvro(CandleScript.walk(BTC, 1, 2).getFirst());
    }

    private static TestRecord<String, byte[]> onlyLetter(TopologyDriver driver) {
        List<TestRecord<String, byte[]>> letters = driver.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private TopologyDriver driver() {
        return new TopologyDriver(stateDir);
    }
}
