package io.cryptodata.allinone.doctor;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.Locale;

/// The result of one check.
///
/// @param check its name
/// @param detail for people: what was found to be well, or why it was not asked; empty where something is wrong
/// @param causes names of the checks whose findings it would only repeat
/// @param findings in the order in which to fix them
public record CheckResult(String check, State state, String detail, List<String> causes, List<Finding> findings) {
    public CheckResult {
        causes = List.copyOf(causes);
        findings = List.copyOf(findings);
    }

    /// What came of a check.
    public enum State {
        /// Nothing is wrong.
        OK,
        /// Something is wrong.
        PROBLEM,
        /// It was not asked.
        NOT_CHECKED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static CheckResult of(String check, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy(String detail) -> new CheckResult(check, State.OK, detail, List.of(), List.of());
            case Outcome.Faulty(List<Finding> findings) ->
                new CheckResult(check, State.PROBLEM, "", List.of(), findings);
            case Outcome.NotAsked(String reason) -> new CheckResult(check, State.NOT_CHECKED, reason, List.of(),
                    List.of());
        };
    }

    /// A check that would only repeat what others have found.
    static CheckResult needing(String check, List<String> causes) {
        return new CheckResult(check, State.NOT_CHECKED, "needs " + String.join(", ", causes), causes, List.of());
    }

    /// The checks to fix before this one can be asked: itself, or its causes.
    List<String> roots() {
        return causes.isEmpty() ? List.of(check) : causes;
    }
}
