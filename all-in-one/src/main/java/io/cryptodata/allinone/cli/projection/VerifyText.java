package io.cryptodata.allinone.cli.projection;

import io.cryptodata.sinks.projection.VerifiedTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/// A compared table as text: one line, and where rows differ the markets and days, and the first rows.
final class VerifyText {
    private static final int MOST_DAYS = 10;

    private VerifyText() {}

    static String of(VerifiedTable verified) {
        StringBuilder text = new StringBuilder(256).append(result(verified)).append(remarks(verified)).append('\n');
        verified.days().stream().limit(MOST_DAYS)
                .forEach(day -> text.append("  %s %s: %s%n".formatted(day.day(), day.market(),
                        counts(day.missing(), day.extra(), day.different()))));
        if (verified.days().size() > MOST_DAYS) {
            text.append("  and %,d more markets and days%n".formatted(verified.days().size() - MOST_DAYS));
        }
        verified.first().forEach(row -> text.append(of(row)));
        long left = verified.differences() - verified.first().size();
        if (left > 0) {
            text.append("  and %,d more rows (--show)%n".formatted(left));
        }
        return text.toString();
    }

    private static String result(VerifiedTable verified) {
        return verified.differences() == 0
                ? String.format(Locale.ROOT, "%s: equal to %s, %,d rows", verified.table(), verified.topic(),
                        verified.rows())
                : String.format(Locale.ROOT, "%s: differs from %s: %s of %,d rows", verified.table(), verified.topic(),
                        counts(verified.missing(), verified.extra(), verified.different()), verified.rows());
    }

    private static String remarks(VerifiedTable verified) {
        List<String> remarks = new ArrayList<>();
        if (verified.undecided() > 0) {
            remarks.add("%,d rows were not compared, because the sink has records of them left to write (./cda status)"
                    .formatted(verified.undecided()));
        }
        if (verified.expired() > 0) {
            remarks.add("%,d rows are older than the topic".formatted(verified.expired()));
        }
        if (verified.records().withoutRow() > 0) {
            remarks.add("%,d records are no row (./cda dlq list)".formatted(verified.records().withoutRow()));
        }
        remarks.add(String.format(Locale.ROOT, "%.1f s", verified.seconds()));
        return "; " + String.join("; ", remarks);
    }

    private static String counts(long missing, long extra, long different) {
        List<String> counts = new ArrayList<>();
        add(counts, missing, "missing");
        add(counts, extra, "extra");
        add(counts, different, "different");
        return String.join(", ", counts);
    }

    private static void add(List<String> counts, long count, String kind) {
        if (count > 0) {
            counts.add(String.format(Locale.ROOT, "%,d %s", count, kind));
        }
    }

    private static String of(VerifiedTable.Row row) {
        String key = row.key().entrySet().stream().map(VerifyText::pair).collect(joining(" "));
        StringBuilder text = new StringBuilder("  %-9s %s %s%n".formatted(row.kind(), row.table(), key));
        row.columns().forEach(column -> text.append("      %s is %s, on the topic %s%n".formatted(column.column(),
                column.table(), column.topic())));
        return text.toString();
    }

    private static String pair(Map.Entry<String, String> column) {
        return column.getKey() + "=" + column.getValue();
    }
}
