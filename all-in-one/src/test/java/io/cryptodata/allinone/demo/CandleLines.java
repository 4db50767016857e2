package io.cryptodata.allinone.demo;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// The lines of a candle file that a test makes: a seeded random walk, and whatever is put between.
///
/// @param market as a file names it, for example `BTC-USDT`
/// @param candles the walk, in order
/// @param lines the rows of the file, in file order, without the header
record CandleLines(String exchange, String market, List<Candle> candles, List<String> lines) {
    private static final String HEADER = "exchange,asset,timestamp,open,high,low,close,volume";

    CandleLines {
        candles = List.copyOf(candles);
        lines = List.copyOf(lines);
    }

    /// A random walk of `hours` hours, each one a line.
    static CandleLines walk(String exchange, String market, Instant from, int hours, long seed) {
        Random random = new Random(seed);
        List<Candle> walk = new ArrayList<>();
        double price = 50 + random.nextInt(1000);
        for (int hour = 0; hour < hours; hour++) {
            double close = rounded(price * (0.99 + 0.02 * random.nextDouble()));
            double high = rounded(Math.max(price, close) * (1 + 0.01 * random.nextDouble()));
            double low = rounded(Math.min(price, close) * (1 - 0.01 * random.nextDouble()));
            walk.add(new Candle(new Market(exchange, market.replace('-', '/')), from.plusSeconds(3600L * hour), price,
                    Math.max(high, Math.max(price, close)), Math.min(low, Math.min(price, close)), close,
                    rounded(100 * random.nextDouble()), 0));
            price = close;
        }
        CandleLines none = new CandleLines(exchange, market, walk, List.of());
        return none.with(walk.stream().map(none::line).toList());
    }

    /// The same walk with other lines.
    CandleLines with(List<String> others) {
        return new CandleLines(exchange, market, candles, others);
    }

    /// One more line at the end.
    CandleLines and(String line) {
        List<String> longer = new ArrayList<>(lines);
        longer.add(line);
        return with(longer);
    }

    /// A row as a file has it.
    String line(Candle candle) {
        return line(candle.openTime().toString(), candle.open() + "," + candle.high() + "," + candle.low() + ","
                + candle.close() + "," + candle.volume());
    }

    /// @param numbers open, high, low, close and volume with commas between
    String line(String timestamp, String numbers) {
        return String.join(",", exchange, market, timestamp, numbers);
    }

    /// Compressed if the name ends so.
    void writeTo(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                Writer text = new OutputStreamWriter(
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes,
                        StandardCharsets.UTF_8)) {
            text.write(HEADER + "\n");
            for (String line : lines) {
                text.write(line + "\n");
            }
        }
    }

    private static double rounded(double price) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4f", price));
    }
}
