package io.cryptodata.api.operator;

import io.cryptodata.service.task.TaskReport;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an action is recorded as a run: the process `operator.<action>`, and a detail of parts separated by ` | `.
///
/// @param id of the action
/// @param result what came of it, or why it failed
record ActionRecord(String id, String action, String target, String by, @Nullable String reason, String result) {
    static final String PREFIX = "operator.";

    private static final String SEPARATOR = " | ";
    private static final List<String> NAMES = List.of("by", "target", "reason", "result", "id");

    TaskReport report(Instant started, Instant finished, boolean hasSucceeded, Map<String, Long> counts) {
        return new TaskReport(PREFIX + action, started, finished,
                hasSucceeded ? TaskReport.Outcome.OK : TaskReport.Outcome.FAILED, counts, detail());
    }

    /// Such as `by anna | target binance | reason maintenance | result paused | id 1f0c…`.
    String detail() {
        List<String> parts = new ArrayList<>(List.of("by " + onePart(by), "target " + onePart(target)));
        if (reason != null) {
            parts.add("reason " + onePart(reason));
        }
        parts.add("result " + onePart(result));
        parts.add("id " + id);
        return String.join(SEPARATOR, parts);
    }

    private static String onePart(String text) {
        return text.replace(SEPARATOR, ", ").replace('|', '/').replaceAll("\\p{Cntrl}", " ");
    }

    /// One part of a detail; empty where it has none.
    ///
    /// @param name one of `by`, `target`, `reason`, `result` and `id`
    static Optional<String> part(@Nullable String detail, String name) {
        if (detail == null || !NAMES.contains(name)) {
            return Optional.empty();
        }
        return List.of(detail.split(" \\| ", -1)).stream().filter(part -> part.startsWith(name + " "))
                .map(part -> part.substring(name.length() + 1)).findFirst();
    }
}
