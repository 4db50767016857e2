package io.cryptodata.allinone.doctor;

import java.util.List;

/// What was found in an installation.
///
/// @param healthy whether nothing is wrong
/// @param findings everything that is wrong, in the order in which to fix it
/// @param checks every check, from the bottom up
public record Diagnosis(boolean healthy, List<Finding> findings, List<CheckResult> checks) {
    public Diagnosis {
        findings = List.copyOf(findings);
        checks = List.copyOf(checks);
    }

    static Diagnosis of(List<CheckResult> checks) {
        List<Finding> findings = checks.stream().flatMap(check -> check.findings().stream()).toList();
        return new Diagnosis(findings.isEmpty(), findings, checks);
    }
}
