package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.polling.VenueCounts.Totals;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The hourly cycle of one venue in this process: it starts when an hour has closed and settled, and ends when every LIVE
/// market has been polled for that hour, or when the next hour closes. Each cycle is
/// recorded as a run, and so is a change of the venue's problems. Not thread-safe.
public final class CandleCycle {
    private final String exchange;
    private final String member;
    private final Inputs inputs;
    private final TaskRuns runs;
    private final ProblemRuns problems;
    private long hour = Long.MIN_VALUE;
    private @Nullable Running running;

    /// @param member the name of this process, which polls a part of the venue's markets
    public CandleCycle(String exchange, String member, Inputs inputs, TaskRuns runs) {
        this.exchange = exchange;
        this.member = member;
        this.inputs = inputs;
        this.runs = runs;
        this.problems = new ProblemRuns(process(), member, runs);
    }

    /// What the runs report.
    ///
    /// @param progress null before the venue's clock has been read
    /// @param totals what has been counted so far
    /// @param findings what operators should know of the venue
    public record Inputs(Supplier<@Nullable HourProgress> progress, Supplier<Totals> totals,
            Supplier<VenueFindings> findings) {}

    private record Running(Instant started, Totals before) {}

    /// Starts or ends the cycle if it is time.
    public void step(Instant now) {
        advance(now);
        problems.step(now, inputs.findings.get());
    }

    private void advance(Instant now) {
        HourProgress seen = inputs.progress.get();
        if (seen == null || seen.live() == 0 && running == null) {
            return;
        }
        Running cycle = running;
        if (cycle != null && (seen.closedEnd() > hour || seen.lacking() == 0)) {
            report(cycle, now, seen);
            running = null;
        }
        if (seen.closedEnd() > hour) {
            hour = seen.closedEnd();
            running = new Running(now, inputs.totals.get());
        }
    }

    private void report(Running cycle, Instant now, HourProgress seen) {
        boolean overtaken = seen.closedEnd() > hour;
        VenueFindings findings = inputs.findings.get();
        String newest = "up to " + Timeframe.instantOf(hour - 1) + ", by " + member;
        runs.add(new TaskReport(process(), cycle.started, now, overtaken ? Outcome.PARTIAL : findings.outcome(),
                counts(cycle, seen, findings), findings.detail(
                        overtaken ? newest + "; the next hour closed before every market was polled" : newest)));
        problems.reported(findings);
    }

    private Map<String, Long> counts(Running cycle, HourProgress seen, VenueFindings findings) {
        Totals counted = inputs.totals.get().since(cycle.before);
        Map<String, Long> counts = new HashMap<>(Map.of("candles", counted.candles(), "revised", counted.revised(),
                "quarantined", counted.quarantined(), "failed", counted.failed(), "requests", counted.requests(),
                "markets", seen.live(), "lacking", seen.closedEnd() > hour ? seen.live() : 0L));
        findings.addTo(counts);
        return counts;
    }

    private String process() {
        return "candles." + exchange;
    }
}
