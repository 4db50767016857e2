package io.cryptodata.allinone.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.output.PlainText;
import io.cryptodata.allinone.cli.output.Table;
import io.cryptodata.api.deadletter.DeadLetter;
import io.cryptodata.api.deadletter.LetterSummary;
import io.cryptodata.api.deadletter.RetryReport;

import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.List;

/// Dead letters as text. What comes from a record is printed without control characters.
final class DlqText {
    private static final int MOST_REASONS = 10;
    private static final int MOST_BYTES = 48;

    private static final Table<LetterSummary> SUMMARIES = new Table<LetterSummary>()
            .text("topic", LetterSummary::topic).number("waiting", LetterSummary::waiting)
            .text("oldest", summary -> summary.oldest() == null ? "-" : summary.oldest())
            .text("newest", summary -> summary.newest() == null ? "-" : summary.newest())
            .number("retried", LetterSummary::retried);

    private DlqText() {}

    static void summaries(List<LetterSummary> summaries, PrintWriter out) {
        SUMMARIES.print(summaries, out);
        summaries.stream().filter(summary -> summary.waiting() > 0).forEach(summary -> reasons(summary, out));
    }

    private static void reasons(LetterSummary summary, PrintWriter out) {
        out.println();
        out.println(summary.topic() + ":");
        summary.reasons().stream().limit(MOST_REASONS)
                .forEach(reason -> out.printf("%8d  %s%n", reason.letters(), PlainText.of(reason.reason())));
        int more = summary.reasons().size() - MOST_REASONS;
        if (more > 0) {
            out.printf("%8s  %d more reasons: --json has them%n", "", more);
        }
    }

    /// @param json the same letter with its decoded value
    static void letter(DeadLetter letter, JsonNode json, PrintWriter out) {
        out.printf("%s %s  %s%s%n", letter.topic(), letter.position(), letter.time(),
                letter.isRetried() ? "  retried" : "");
        line(out, "origin", letter.origin() == null
                ? "unknown"
                : letter.origin() + ", appended " + letter.origin().appendedAt());
        line(out, "reason", letter.reason());
        line(out, "key", json.path("key").isTextual() ? json.path("key").textValue() : json.path("key").toString());
        line(out, "value", json.has("value")
                ? json.path("value").toString()
                : excerpt(letter.stored().value()) + " (" + json.path("undecodable").asText() + ")");
        out.println();
    }

    private static String excerpt(byte[] value) {
        return value.length + " bytes: " + HexFormat.of().formatHex(value, 0, Math.min(MOST_BYTES, value.length))
                + (value.length > MOST_BYTES ? "…" : "");
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("  %-8s%s%n", name, PlainText.of(value));
    }

    static void report(RetryReport report, boolean dryRun, PrintWriter out) {
        long skipped = report.skipped().stream().mapToLong(RetryReport.Skipped::letters).sum();
        out.printf("%s: %s %d, skipped %d%s%n", report.topic(), dryRun ? "would retry" : "retried", report.retried(),
                skipped,
                report.duplicates() == 0 ? "" : ", further letters of the same records: " + report.duplicates());
        report.skipped().forEach(each -> out.printf("%8d skipped, the first at %s: %s%n", each.letters(),
                each.first(), PlainText.of(each.reason())));
        out.flush();
    }
}
