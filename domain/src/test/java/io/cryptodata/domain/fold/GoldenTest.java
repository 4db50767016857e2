package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.GoldenSeries.GoldenRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.domain.indicator.IndicatorColumn.*;
import static org.assertj.core.api.Assertions.assertThat;

/// Every closed row of every timeframe equals the reference, pandas_ta 0.3.14b0 over the full history, within the
/// tolerance of each column. Prints the worst difference found per column.
class GoldenTest {
    private static final Path FOLDER = Path.of(System.getProperty("repository.root", ".."), "..", "shared", "data",
            "golden");
    /// from this row on pandas' Bollinger columns of this series are noise
    private static final int ROWS_BEFORE_CRASH = 600;
    /// the reference adds it to every width of a series in which any width is 0
    private static final double WIDTH_EPSILON = 2.220446049250313e-16;
    private static final Differences WORST = new Differences();

    @AfterAll
    static void print_the_worst_differences() {
        WORST.print();
    }

    @Test
    void closed_rows_equal_the_reference_on_every_timeframe() {
        List<GoldenSeries> all = GoldenSeries.in(FOLDER);
        if (all.isEmpty()) {
            Assumptions.abort("the reference values are not on this machine: " + FOLDER.normalize() + " is missing");
        }
        all.forEach(GoldenTest::compare);
        assertThat(WORST.cells()).isPositive();
        assertThat(WORST.violations()).isEmpty();
    }

    private static void compare(GoldenSeries series) {
        Emitted emitted = new Emitted();
        CandleFold fold = CandleFold.of(series.market());
        List<Candle> hours = series.hours();
        hours.forEach(hour -> fold.add(hour, emitted));
        for (Timeframe timeframe : Timeframe.values()) {
            if (series.has(timeframe.code()) && series.rows(timeframe.code()).getFirst().header().contains("ema10")) {
                List<GoldenRow> expected = series.rows(timeframe.code());
                new Comparison(series, timeframe, firstNoiseOf(series, hours)).rows(emitted, expected);
            }
        }
    }

    private static Instant firstNoiseOf(GoldenSeries series, List<Candle> hours) {
        return switch (series.name()) {
            case "syn-crash1e-8" -> hours.get(ROWS_BEFORE_CRASH).openTime();
            case "syn-stall" -> Instant.MIN;
            default -> Instant.MAX;
        };
    }

    /// One series on one timeframe.
    ///
    /// @param noiseFrom from when on pandas' Bollinger columns are not compared, because its running variance is inaccurate
    private record Comparison(GoldenSeries series, Timeframe timeframe, Instant noiseFrom) {
        void rows(Emitted emitted, List<GoldenRow> expected) {
            List<EmittedRow> rows = emitted.closed(timeframe);
            assertThat(rows).as("rows of %s %s", series, timeframe).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(Timeframe.instantOf(rows.get(i).bucketStart())).isEqualTo(expected.get(i).timestamp());
                row(i, rows.get(i), expected.get(i));
            }
            if (timeframe != Timeframe.H1) {
                candles(emitted.rollups(timeframe), expected);
            }
        }

        private void row(int index, EmittedRow row, GoldenRow expected) {
            boolean noise = timeframe.end(expected.timestamp()).isAfter(noiseFrom);
            for (IndicatorColumn column : IndicatorColumn.values()) {
                boolean skipped = switch (column) {
                    case ST73 -> index == 0;
                    case VOLUME_USD -> !series.market().quote().equals("USDT");
                    case BBL202, BBU202, BBW202 -> noise;
                    default -> false;
                };
                if (!skipped) {
                    double reference = expected.value(column.column());
                    check(column.column(), index, row.value(column), reference, tolerance(column, expected));
                }
            }
            if (series.market().quote().equals("BTC")) {
                assertThat(row.value(VOLUME_USD)).isNaN();
            }
            bollingerAgainstExactDeviation(index, row, expected);
        }

        private void bollingerAgainstExactDeviation(int index, EmittedRow row, GoldenRow expected) {
            double mean = expected.value("bbm202");
            double deviation = expected.value("std20_exact");
            check("bbl202 vs exact", index, row.value(BBL202), mean - 2 * deviation, 1e-12 * mean);
            check("bbu202 vs exact", index, row.value(BBU202), mean + 2 * deviation, 1e-12 * mean);
            double width = 400 * deviation / mean;
            check("bbw202 vs exact", index, row.value(BBW202), width, 1e-12 * width);
        }

        private double tolerance(IndicatorColumn column, GoldenRow expected) {
            double reference = Math.abs(expected.value(column.column()));
            return switch (column) {
                case EMA10, EMA36, EMA200, SMA200, BBM202, VOLUME_USD -> 1e-12 * reference;
                case EHMA180 -> 1e-10 * reference;
                case RSI14 -> 1e-9;
                case DIFF_EMA200_PCT -> Math.max(1e-9, 1e-12 * reference);
                case BBL202, BBU202 -> 1e-9 * expected.value("bbm202") + (series.isSynthetic() ? errorOf(expected) : 0);
                case BBW202 -> 1e-7 * reference + 100 * WIDTH_EPSILON / expected.value("bbm202");
                case ST73 -> (series.name().startsWith("syn-tiny") ? 1e-6 : 1e-8) * reference;
                case TD_SEQ_UP, TD_SEQ_DOWN, RANGE_PCT, HIGH_LOW_RANGE_PCT -> 0;
            };
        }

        /// How far the reference's own band is from its exact deviation: `syn-gaps` falls far, and pandas' running variance
        /// keeps the error of the higher prices.
        private static double errorOf(GoldenRow expected) {
            double reach = expected.value("bbu202") - expected.value("bbm202");
            return Math.abs(reach - 2 * expected.value("std20_exact"));
        }

        private void candles(List<EmittedRollup> candles, List<GoldenRow> expected) {
            assertThat(candles).hasSameSizeAs(expected);
            for (int i = 0; i < candles.size(); i++) {
                check("open", i, candles.get(i).open(), expected.get(i).value("open"), 0);
                check("high", i, candles.get(i).high(), expected.get(i).value("high"), 0);
                check("low", i, candles.get(i).low(), expected.get(i).value("low"), 0);
                check("close", i, candles.get(i).close(), expected.get(i).value("close"), 0);
                double volume = expected.get(i).value("volume");
                check("volume", i, candles.get(i).volume(), volume, 1e-14 * volume);
            }
        }

        private void check(String column, int index, double actual, double expected, double tolerance) {
            String kind = series.isSynthetic() ? " (synthetic)" : "";
            WORST.add(column + kind, series + " " + timeframe.code() + " row " + index, actual, expected, tolerance);
        }
    }
}
