package io.cryptodata.allinone.doctor;

import io.cryptodata.api.status.ProcessReport;
import io.cryptodata.api.status.ProcessReport.Report;
import io.cryptodata.service.instance.Endpoints;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The health that the processes report of themselves.
///
/// @param timeout of each request
record ProcessChecks(Installation installation, Duration timeout) {
    private static final int MOST_REASONS = 5;
    private static final String WHY = "its part of the work is not done";

    List<Check> all() {
        return List.of(new Check(Checks.PROCESSES,
                List.of(Checks.INSTANCE, Checks.BROKER, Checks.TOPICS, Checks.DATABASE, Checks.TABLES, Checks.SCHEMAS,
                        Checks.CONNECT),
                List.of(Checks.DISK, Checks.LOGINS, Checks.SLOT, Checks.CONNECTORS), this::processes));
    }

    private Outcome processes(List<Finding> earlier) {
        Optional<String> instance = installation.recorded().find(Endpoints.HTTP_URL);
        List<String> urls = installation.isEmbedded() ? instance.stream().toList() : installation.processes();
        if (urls.isEmpty()) {
            return Checks.unknown("CDA_PROCESSES");
        }
        List<Finding> findings = new ArrayList<>();
        List<String> well = new ArrayList<>();
        for (String url : urls) {
            try {
                ProcessReport process = ProcessReport.read(url, installation.token(), timeout.dividedBy(2));
                int before = findings.size();
                if (process.parts().isEmpty()) {
                    judge(process.name(), process.report(), earlier, findings);
                } else {
                    process.parts().forEach((part, report) -> judge(part, report, earlier, findings));
                }
                if (findings.size() == before) {
                    well.add(process.name());
                }
            } catch (IOException failed) {
                findings.add(new Finding("the process at " + url + " does not report its health: "
                        + Examination.text(failed), WHY,
                        "start it; its log has the reason: docs/runbook.md#processdown"));
            }
        }
        return Outcome.of(findings, String.join(", ", well));
    }

    /// A reason that repeats an earlier finding is left out.
    private static void judge(String name, Report report, List<Finding> earlier, List<Finding> findings) {
        if (report.isUp()) {
            return;
        }
        List<String> reasons = report.reasons().isEmpty()
                ? List.of(report.detail().isEmpty()
                        ? "its token is needed for the reason: CDA_HTTP_TOKEN"
                        : report.detail())
                : report.reasons().stream().filter(reason -> !repeats(reason, earlier)).toList();
        reasons.stream().limit(MOST_REASONS)
                .forEach(reason -> findings.add(new Finding(name + " is " + report.status() + ": " + reason,
                        WHYS.getOrDefault(report.status(), WHY), fix(name, report.status(), reason))));
        if (reasons.size() > MOST_REASONS) {
            findings.add(new Finding("%s: %d more reasons".formatted(name, reasons.size() - MOST_REASONS),
                    WHYS.getOrDefault(report.status(), WHY), "./cda status"));
        }
    }

    private static final Map<String, String> WHYS = Map.of("degraded", "what it names is delayed or not done",
            "starting", "it does no work yet");

    private static boolean repeats(String reason, List<Finding> earlier) {
        String thing = reason.split(":", 2)[0].replace("slot ", "").strip();
        String found = reason.startsWith("fetching is paused") ? "MB are free" : thing;
        return earlier.stream().anyMatch(finding -> finding.names(found));
    }

    private static String fix(String name, String status, String reason) {
        if (status.equals("starting")) {
            return "wait; docs/runbook.md#servicenotready";
        }
        if (status.equals("down")) {
            return "restart it; docs/runbook.md#processdown";
        }
        return name.equals("producers") && reason.contains(" unavailable since ")
                ? "docs/runbook.md#venueunavailable"
                : "docs/runbook.md#servicedegraded";
    }
}
