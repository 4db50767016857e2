package io.cryptodata.producers.polling;

import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Records a run as soon as the problems of a venue change, since its next cycle may end an hour later or never. At most
/// one every five minutes. Not thread-safe.
final class ProblemRuns {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final String process;
    private final String member;
    private final TaskRuns runs;
    private Set<String> reported = Set.of();
    private @Nullable Instant last;

    /// @param process the name of the runs
    /// @param member the name of this process
    ProblemRuns(String process, String member, TaskRuns runs) {
        this.process = process;
        this.member = member;
        this.runs = runs;
    }

    /// Records a run if the problems differ from those reported last.
    void step(Instant now, VenueFindings findings) {
        Set<String> problems = findings.problems();
        if (problems.equals(reported) || last != null && isRecent(last, now)) {
            return;
        }
        last = now;
        reported = problems;
        Map<String, Long> counts = new HashMap<>();
        findings.addTo(counts);
        runs.add(new TaskReport(process, now, now, findings.outcome(), counts, findings.detail("between two cycles, "
                + (problems.isEmpty() ? "the last problem has ended" : "the problems have changed") + ", by "
                + member)));
    }

    /// A run of the cycle has these findings.
    void reported(VenueFindings findings) {
        reported = findings.problems();
    }

    private static boolean isRecent(Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(INTERVAL) < 0;
    }
}
