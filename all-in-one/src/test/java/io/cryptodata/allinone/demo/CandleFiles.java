package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Candle files of invented markets; the same seed gives the same candles.
record CandleFiles(Path folder) {
    private static final String HEADER = "exchange,asset,timestamp,open,high,low,close,volume\n";

    /// A random walk in cents, from `start` (an epoch hour) on.
    static List<Candle> walk(Market market, long start, int hours, long seed) {
        Random random = new Random(seed);
        List<Candle> candles = new ArrayList<>();
        double last = 100;
        for (int hour = 0; hour < hours; hour++) {
            double close = cents(last * (1 + 0.01 * random.nextGaussian()));
            double high = cents(Math.max(last, close) + random.nextDouble());
            double low = cents(Math.min(last, close) - random.nextDouble());
            Instant openTime = Timeframe.instantOf(start + hour);
            candles.add(new Candle(market, openTime, last, high, low, close, cents(random.nextDouble() * 50), 0));
            last = close;
        }
        return candles;
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /// The file of one market with these rows, in this order.
    Path write(Market market, List<String> rows) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(fileOf(market), HEADER + String.join("\n", rows) + "\n");
    }

    void append(Market market, List<String> rows) throws IOException {
        Files.writeString(fileOf(market), String.join("\n", rows) + "\n", StandardOpenOption.APPEND);
    }

    private Path fileOf(Market market) {
        return folder.resolve(market.exchange() + "_" + nameOf(market) + "_1h.csv");
    }

    static String row(Candle candle) {
        return row(candle.market(), candle.openTime().toString(), candle.open() + "," + candle.high() + ","
                + candle.low() + "," + candle.close() + "," + candle.volume());
    }

    /// @param numbers open, high, low, close and volume as written to the file
    static String row(Market market, String time, String numbers) {
        return market.exchange() + "," + nameOf(market) + "," + time + "," + numbers;
    }

    private static String nameOf(Market market) {
        return market.base() + "-" + market.quote() + (market.asset().contains(":") ? "-PERP" : "");
    }
}
