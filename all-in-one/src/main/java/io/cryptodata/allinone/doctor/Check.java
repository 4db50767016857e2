package io.cryptodata.allinone.doctor;

import java.util.List;

/// One question to an installation.
///
/// @param name of what is asked
/// @param needs checks without whose health the answer would only repeat their findings; all of them come before this one
/// @param after checks that are answered before, whatever the answer
/// @param question is asked once
record Check(String name, List<String> needs, List<String> after, Question question) {
    Check {
        needs = List.copyOf(needs);
        after = List.copyOf(after);
    }

    /// After nothing but its needs.
    static Check of(String name, List<String> needs, Question question) {
        return new Check(name, needs, List.of(), question);
    }

    /// A question. A failure is a finding of the check.
    @FunctionalInterface
    interface Question {
        /// Asks.
        ///
        /// @param earlier what the checks have found that are answered before
        Outcome ask(List<Finding> earlier) throws Exception;
    }
}
