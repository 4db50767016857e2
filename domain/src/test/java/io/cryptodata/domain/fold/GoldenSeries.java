package io.cryptodata.domain.fold;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// One series of the reference folder: its hourly candles and the reference rows of each timeframe.
record GoldenSeries(Path folder, String name) {
    private static final String HOURS = "_1h.csv.gz";
    private static final String HOURS_OF_LONG_SERIES = "_1h_ohlcv-only.csv.gz";

    /// All series of a folder by name; empty if the folder does not exist.
    static List<GoldenSeries> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(HOURS) || file.endsWith(HOURS_OF_LONG_SERIES))
                    .map(file -> file.substring(0, file.indexOf("_1h"))).sorted()
                    .map(name -> new GoldenSeries(folder, name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isSynthetic() {
        return name.startsWith("syn-");
    }

    /// `binance_BTC-USDT-PERP` is `binance:BTC/USDT:USDT`; a synthetic series is quoted in USDT.
    Market market() {
        if (isSynthetic()) {
            return new Market("synthetic", name + "/USDT");
        }
        String exchange = name.substring(0, name.indexOf('_'));
        String[] parts = name.substring(name.indexOf('_') + 1).split("-", -1);
        boolean contract = parts[parts.length - 1].equals("PERP");
        return new Market(exchange, parts[0] + "/" + parts[1] + (contract ? ":" + parts[1] : ""));
    }

    List<Candle> hours() {
        Path plain = folder.resolve(name + HOURS);
        Market market = market();
        return read(Files.exists(plain) ? plain : folder.resolve(name + HOURS_OF_LONG_SERIES)).stream()
                .map(row -> new Candle(market, row.timestamp(), row.value("open"), row.value("high"), row.value("low"),
                        row.value("close"), row.value("volume"), 0))
                .toList();
    }

    boolean has(String timeframe) {
        return Files.exists(fileOf(timeframe));
    }

    List<GoldenRow> rows(String timeframe) {
        return read(fileOf(timeframe));
    }

    @Override
    public String toString() {
        return name;
    }

    private Path fileOf(String timeframe) {
        return folder.resolve(name + "_" + timeframe + ".csv.gz");
    }

    private static List<GoldenRow> read(Path file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(lines.readLine().split(",", -1));
            List<GoldenRow> rows = new ArrayList<>();
            lines.lines().map(line -> List.of(line.split(",", -1)))
                    .forEach(cells -> rows.add(new GoldenRow(header, cells)));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One reference row; a blank cell is NaN.
    record GoldenRow(List<String> header, List<String> cells) {
        Instant timestamp() {
            return Instant.parse(cells.getFirst());
        }

        double value(String column) {
            String cell = cells.get(header.indexOf(column));
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        }
    }
}
