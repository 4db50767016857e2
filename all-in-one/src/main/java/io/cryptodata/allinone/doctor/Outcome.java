package io.cryptodata.allinone.doctor;

import java.util.List;

/// The answer to the question of a check.
sealed interface Outcome {
    /// Nothing is wrong.
    ///
    /// @param detail for people
    record Healthy(String detail) implements Outcome {}

    /// Something is wrong.
    ///
    /// @param findings at least one, in the order in which to fix them
    record Faulty(List<Finding> findings) implements Outcome {
        public Faulty {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("nothing was found");
            }
        }
    }

    /// The question does not apply, or cannot be asked.
    ///
    /// @param reason for people
    record NotAsked(String reason) implements Outcome {}

    /// Faulty with these findings; healthy without any.
    ///
    /// @param detail of a healthy outcome
    static Outcome of(List<Finding> findings, String detail) {
        return findings.isEmpty() ? new Healthy(detail) : new Faulty(findings);
    }

    static Outcome faulty(String problem, String why, String fix) {
        return new Faulty(List.of(new Finding(problem, why, fix)));
    }
}
