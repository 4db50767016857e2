package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// The result of a replay: stages and processor time for a person, and the last lines as `name=value` for programs.
///
/// @param complete whether every row is stored
/// @param stored rows in the database at the end
/// @param before rows before this run
/// @param seconds from the first request to the last row
/// @param stages when each stage was complete, in seconds since the first request
/// @param cpu processor time per part
record Summary(ExpectedRows expected, boolean complete, StoredRows stored, StoredRows before, double seconds,
        Map<String, Double> stages, Map<String, Duration> cpu) {

    String text() {
        StringBuilder text = new StringBuilder(512);
        line(text,
                complete ? "Every row is in the database; complete after" : "Rows are missing; complete after");
        stages.forEach((stage, after) -> line(text, "  %6.1f s  %s", after, stage));
        line(text, "Processor time, the busiest part first");
        cpu.forEach((part, time) -> line(text, "  %6.1f s  %s", time.toMillis() / 1000.0, part));
        line(text, "%,.0f candles per second from the venue's HTTP to rows in the database", candlesPerSecond());
        line(text, "");
        line(text, "markets=%d", expected.markets());
        line(text, "candles=%d", stored.candles());
        line(text, "indicator_rows=%d", stored.indicatorRows());
        line(text, "quarantined=%d", stored.quarantined());
        line(text, "superseded=%d", expected.superseded());
        line(text, "skipped_files=%d", expected.skippedFiles());
        line(text, "seconds=%.1f", seconds);
        line(text, "rows_per_second=%.0f", rowsPerSecond());
        return text.toString().stripTrailing();
    }

    /// Rows of both tables added by this run, per second.
    double rowsPerSecond() {
        return (stored.rows() - before.rows()) / Math.max(seconds, 0.001);
    }

    private double candlesPerSecond() {
        return (stored.candles() - before.candles()) / Math.max(seconds, 0.001);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
