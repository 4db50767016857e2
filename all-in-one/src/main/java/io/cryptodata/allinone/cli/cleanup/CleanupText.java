package io.cryptodata.allinone.cli.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.service.task.TaskReport;

import java.time.Duration;
import java.util.Locale;

/// A cleanup as text: a line for all timeframes, and one for each timeframe that had replaced rows.
final class CleanupText {
    private CleanupText() {}

    static String of(TaskReport report, boolean dryRun) {
        double seconds = Duration.between(report.startedAt(), report.finishedAt()).toMillis() / 1000.0;
        StringBuilder text = new StringBuilder(256);
        text.append(String.format(Locale.ROOT, "%s %,d of %,d rows of longer timeframes, in %.1f s%n",
                dryRun ? "would delete" : "deleted", count(report, "deleted"), count(report, "rows"), seconds));
        for (Timeframe timeframe : Timeframe.LONGER) {
            long deleted = count(report, "deleted_" + timeframe.code());
            if (deleted > 0) {
                text.append(String.format(Locale.ROOT, "  %-3s %,15d%n", timeframe.code(), deleted));
            }
        }
        if (report.detail() != null) {
            text.append(String.format(Locale.ROOT, "incomplete: %s; run it again%n", report.detail()));
        }
        return text.toString();
    }

    private static long count(TaskReport report, String name) {
        return report.counts().getOrDefault(name, 0L);
    }
}
