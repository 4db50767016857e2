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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The hourly cycle of one venue in this process: it starts when an hour has closed and settled, or when an operator requests
/// it, and ends when every LIVE market has been polled for that hour, or when the next hour closes. Each cycle is recorded as
/// a run, and so is a change of the venue's problems. While the venue is paused, no cycle starts or ends. Not thread-safe,
/// but for [#request()].
public final class CandleCycle {
    private final String exchange;
    private final String member;
    private final Inputs inputs;
    private final TaskRuns runs;
    private final ProblemRuns problems;
    private long hour = Long.MIN_VALUE;
    private @Nullable Running running;
    private volatile boolean requested;

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
    /// @param isRoundRequested whether a round that was requested together with a cycle has not ended yet
    public record Inputs(Supplier<@Nullable HourProgress> progress, Supplier<Totals> totals,
            Supplier<VenueFindings> findings, BooleanSupplier isRoundRequested) {}

    private record Running(Instant started, Totals before) {}

    /// Requests a cycle now. One that is running counts as it.
    public void request() {
        requested = true;
    }

    /// Starts or ends the cycle if it is time.
    public void step(Instant now) {
        VenueFindings findings = inputs.findings.get();
        if (findings.paused() == null) {
            advance(now);
        }
        problems.step(now, findings);
    }

    private void advance(Instant now) {
        HourProgress seen = inputs.progress.get();
        if (seen == null || seen.live() == 0 && running == null) {
            // nothing to poll here, also after the requested round
            requested = requested && inputs.isRoundRequested.getAsBoolean();
            return;
        }
        Running cycle = running;
        boolean isDone = seen.lacking() == 0 && !inputs.isRoundRequested.getAsBoolean();
        if (cycle != null && (seen.closedEnd() > hour || isDone)) {
            report(cycle, now, seen);
            running = null;
        }
        if (seen.closedEnd() > hour || requested && running == null) {
            hour = seen.closedEnd();
            running = new Running(now, inputs.totals.get());
        }
        requested = false;
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
