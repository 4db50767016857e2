package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static org.assertj.core.api.Assertions.assertThat;

/// A stream that takes over the state of a market from a former release, one entry per market: the fixtures of `domain`, which
/// list what a fold that was never stored emits next.
class StateUpgradeTest {
    private static final Path FIXTURES = Path.of("../domain/src/test/resources/fold-state");
    private static final String STATES = BTC.key() + "\0s";

    @TempDir
    Path stateDir;

    static List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bin"))
                    .map(name -> name.substring(0, name.indexOf('.'))).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void continues_bit_for_bit_from_the_state_of_every_version(String version) throws IOException {
        List<String> next = Files.readAllLines(FIXTURES.resolve(version + "-next.csv"));
        try (TopologyDriver driver = upgraded(version)) {
            driver.send(candlesIn(next));
            assertThat(driver.countedCandles("folded")).isEqualTo(candlesIn(next).size());
            assertThat(driver.deadLetters()).isEmpty();
            assertThat(driver.indicators().stream().map(TestRecord::value).map(row -> line(row, columnsIn(next))))
                    .containsExactlyElementsOf(linesOf("row", next));
            assertThat(driver.rollups().stream().map(TestRecord::value).map(StateUpgradeTest::line))
                    .containsExactlyElementsOf(linesOf("rollup", next));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void writes_states_of_the_newest_version_only(String version) throws IOException {
        List<Candle> next = candlesIn(Files.readAllLines(FIXTURES.resolve(version + "-next.csv")));
        Instant monday = Timeframe.W1.end(next.getLast().openTime());
        try (TopologyDriver driver = upgraded(version)) {
            driver.send(next);
            driver.send(List.of(new Candle(BTC, monday, 40, 41, 39, 40, 1, 0)));
            assertThat(driver.store().get(BTC.key())).isNull();
            try (var states = driver.store().reverseRange(STATES, STATES + "~")) {
                assertThat(states.next().value[0]).isEqualTo(newestVersion());
            }
        }
    }

    private TopologyDriver upgraded(String version) throws IOException {
        TopologyDriver driver = new TopologyDriver(stateDir);
        driver.store().put(BTC.key(), Files.readAllBytes(FIXTURES.resolve(version + ".bin")));
        return driver;
    }

    private static byte newestVersion() {
        CandleFold fold = CandleFold.of(BTC);
        ByteBuffer state = ByteBuffer.allocate(fold.size());
        fold.writeTo(state);
        return state.get(0);
    }

    private static List<String> linesOf(String kind, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(kind + ',')).toList();
    }

    private static List<String> columnsIn(List<String> lines) {
        return Arrays.stream(linesOf("columns", lines).getFirst().split(",", -1)).skip(1).toList();
    }

    private static List<Candle> candlesIn(List<String> lines) {
        return linesOf("candle", lines).stream().map(line -> line.split(",", -1))
                .map(cells -> new Candle(BTC, Instant.parse(cells[1]), Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), Double.parseDouble(cells[5]),
                        Double.parseDouble(cells[6]), 0))
                .toList();
    }

    private static String line(Indicators row, List<String> columns) {
        return line("row", row.getTimeframe(), Timeframe.epochHourOf(row.getTimestamp()), row.getLastId(),
                row.getClosed(), row.getRevision(),
                line(columns.stream().map(row::get).map(StateUpgradeTest::number).toArray()));
    }

    private static String line(CandleRollup row) {
        return line("rollup", row.getTimeframe(), Timeframe.epochHourOf(row.getTimestamp()), row.getLastId(),
                row.getOpen(), row.getHigh(), row.getLow(), row.getClose(), row.getVolume(), row.getRevision());
    }

    private static double number(@Nullable Object value) {
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells).map(Objects::toString).collect(Collectors.joining(","));
    }
}
