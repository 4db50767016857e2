package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// How the last run of a recurring task went.
///
/// @param task for example `listing.okx` or `candles.binance`
/// @param finished when it ended, by the clock of whoever ran it
/// @param outcome OK, PARTIAL or FAILED
/// @param counts what it counted, by name
/// @param detail what people should know about it; null if nothing
record TaskState(String task, Instant finished, String outcome, JsonNode counts, @Nullable String detail) {
    private static final Duration LONG = Duration.ofHours(48);

    /// @param run a value of the topic `task.runs`
    static TaskState of(JsonNode run) {
        JsonNode detail = run.path("detail");
        return new TaskState(run.path("process").asText(), Instant.parse(run.path("finished_at").asText()),
                run.path("outcome").asText(), run.path("counts"), detail.isTextual() ? detail.asText() : null);
    }

    /// How long ago that was, for people.
    String ago(Instant now) {
        Duration age = Duration.between(finished, now);
        if (age.compareTo(Duration.ofSeconds(120)) < 0) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.compareTo(Duration.ofMinutes(120)) < 0) {
            return age.toMinutes() + " min ago";
        }
        return age.compareTo(LONG) < 0 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }
}
