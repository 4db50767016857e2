package io.cryptodata.allinone.cli.doctor;

import io.cryptodata.allinone.cli.output.Table;
import io.cryptodata.allinone.doctor.CheckResult;
import io.cryptodata.allinone.doctor.Diagnosis;
import io.cryptodata.allinone.doctor.Finding;

import java.io.PrintWriter;
import java.util.List;

/// A diagnosis for people: a line per check, then what is wrong.
final class DoctorText {
    private static final Table<CheckResult> CHECKS = new Table<CheckResult>().text("check", CheckResult::check)
            .text("result", check -> check.state().label())
            .text("detail", check -> check.findings().isEmpty() ? check.detail() : count(check.findings()));

    private DoctorText() {}

    static void print(Diagnosis diagnosis, PrintWriter out) {
        CHECKS.print(diagnosis.checks(), out);
        out.println();
        if (diagnosis.healthy()) {
            out.println("nothing is wrong");
            return;
        }
        List<Finding> findings = diagnosis.findings();
        out.println(count(findings) + (findings.size() == 1 ? "" : ", in the order in which to fix them") + ":");
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            out.println();
            out.println((i + 1) + ". " + finding.problem());
            out.println("   why: " + finding.why());
            out.println("   fix: " + finding.fix());
        }
    }

    private static String count(List<Finding> findings) {
        return findings.size() == 1 ? "1 problem" : findings.size() + " problems";
    }
}
