package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.IndicatorColumn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.cryptodata.domain.CandleScript.MARKET;

/// A stored state of one version and what the fold emits next: `v<version>.bin` and `v<version>-next.csv`. The latter names
/// its timeframes and columns, so that later ones do not matter, and has the rows after each candle. Numbers are written
/// so that a double is read back bit for bit.
record StateFixture(int version) {
    private static final Path FOLDER = Path.of("src/test/resources/fold-state");

    static List<StateFixture> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bin"))
                    .map(name -> new StateFixture(Integer.parseInt(name.substring(1, name.indexOf('.')))))
                    .sorted(Comparator.comparing(StateFixture::version)).toList();
        }
    }

    byte[] state() throws IOException {
        return Files.readAllBytes(FOLDER.resolve("v" + version + ".bin"));
    }

    List<String> next() throws IOException {
        return Files.readAllLines(FOLDER.resolve("v" + version + "-next.csv"));
    }

    /// The lines again, as `fold` continues.
    List<String> continuedBy(CandleFold fold) throws IOException {
        List<String> lines = next();
        List<Timeframe> timeframes = namesIn(lines.get(0)).map(Timeframe::ofCode).toList();
        List<IndicatorColumn> columns = namesIn(lines.get(1))
                .map(name -> Arrays.stream(IndicatorColumn.values()).filter(each -> each.column().equals(name))
                        .findFirst().orElseThrow())
                .toList();
        return linesOf(fold, lines.stream().filter(line -> line.startsWith("candle,")).map(StateFixture::candle)
                .toList(), timeframes, columns);
    }

    void write(byte[] state, CandleFold fold, List<Candle> next) throws IOException {
        Files.write(FOLDER.resolve("v" + version + ".bin"), state);
        Files.write(FOLDER.resolve("v" + version + "-next.csv"),
                linesOf(fold, next, List.of(Timeframe.values()), List.of(IndicatorColumn.values())));
    }

    private static List<String> linesOf(CandleFold fold, List<Candle> candles, List<Timeframe> timeframes,
            List<IndicatorColumn> columns) {
        List<String> lines = new ArrayList<>();
        lines.add(line("timeframes", line(timeframes.stream().map(Timeframe::code).toArray())));
        lines.add(line("columns", line(columns.stream().map(IndicatorColumn::column).toArray())));
        for (Candle candle : candles) {
            lines.add(line("candle", candle.openTime(), candle.open(), candle.high(), candle.low(), candle.close(),
                    candle.volume()));
            Emitted emitted = new Emitted();
            fold.add(candle, emitted);
            emitted.all().stream().map(each -> switch (each) {
                case EmittedRow row -> timeframes.contains(row.timeframe()) ? line(row, columns) : "";
                case EmittedRollup rollup -> timeframes.contains(rollup.timeframe()) ? line(rollup) : "";
                default -> throw new IllegalStateException("unexpected output: " + each);
            }).filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        return lines;
    }

    private static String line(EmittedRow row, List<IndicatorColumn> columns) {
        return line("row", row.timeframe().code(), row.bucketStart(), row.lastId(), row.closed(), row.revision(),
                line(columns.stream().map(row::value).toArray()));
    }

    private static String line(EmittedRollup row) {
        return line("rollup", row.timeframe().code(), row.bucketStart(), row.lastId(), row.open(), row.high(),
                row.low(), row.close(), row.volume(), row.revision());
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells).map(Objects::toString).collect(Collectors.joining(","));
    }

    private static Stream<String> namesIn(String line) {
        return Arrays.stream(line.split(",", -1)).skip(1);
    }

    private static Candle candle(String line) {
        String[] cells = line.split(",", -1);
        return new Candle(MARKET, Instant.parse(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]), Double.parseDouble(cells[5]), Double.parseDouble(cells[6]), 0);
    }
}
