package io.cryptodata.allinone.cli.dlq;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.api.deadletter.LetterSummary;
import io.cryptodata.api.deadletter.RetryReport;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DlqCommandTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void what_cannot_be_understood_is_a_usage_error() {
        assertUsageError("expected list, show or retry, but was 'delete'", "delete");
        assertUsageError("--limit is an option of show", "list", "--limit", "3");
        assertUsageError("--all is an option of show", "retry", "--all");
        assertUsageError("--dry-run is an option of retry", "list", "--dry-run");
        assertUsageError("--unproven is an option of retry", "show", "--unproven");
        assertUsageError("--offset is an option of show and retry", "list", "--topic", "ledger", "--offset", "3");
        assertUsageError("--offset needs --topic", "retry", "--offset", "3");
        assertUsageError("--limit must be 1 to 10000, but was 0", "show", "--limit", "0");
        assertUsageError("--offset", "retry", "--topic", "ledger", "--offset", "three");
    }

    @Test
    void a_list_has_the_counts_and_the_most_frequent_reasons() {
        List<LetterSummary.Reason> reasons = Stream.concat(Stream.of(new LetterSummary.Reason("no\u001b[2Jtable", 9)),
                IntStream.range(0, 12).mapToObj(i -> new LetterSummary.Reason("reason " + (char) ('a' + i), 1)))
                .toList();
        String text = printed(out -> DlqText.summaries(List.of(
                new LetterSummary("candles.1h.dlq", 21, NOON, NOON.plusSeconds(5), 2, reasons),
                new LetterSummary("universe.dlq", 0, null, null, 0, List.of())), out));
        assertThat(text).contains("2026-01-01T12:00:00Z  2026-01-01T12:00:05Z", "       9  no\\u001b[2Jtable",
                "3 more reasons").doesNotContain("reason k", "universe.dlq:");
    }

    @Test
    void a_report_names_what_was_skipped_and_why() {
        RetryReport report = new RetryReport("universe.dlq", 3, 1,
                List.of(new RetryReport.Skipped("it has no value", 2, "0@7")));
        assertThat(printed(out -> DlqText.report(report, false, out)).lines()).containsExactly(
                "universe.dlq: retried 3, skipped 2, further letters of the same records: 1",
                "       2 skipped, the first at 0@7: it has no value");
        assertThat(printed(out -> DlqText.report(report, true, out))).startsWith("universe.dlq: would retry 3,");
    }

    private static String printed(Consumer<PrintWriter> printing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        printing.accept(out);
        out.flush();
        return text.toString();
    }

    private static void assertUsageError(String message, String... arguments) {
        Run run = Run.cda(Stream.concat(Stream.of("dlq"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
