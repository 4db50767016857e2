package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.polling.VenueCounts.Totals;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// The hourly cycle of one venue in this process: it starts when an hour has closed and settled, and ends when every LIVE
/// market has been polled for that hour, or when the next hour closes. Each cycle is recorded as a run. Not thread-safe.
public final class CandleCycle {
    private final String exchange;
    private final String member;
    private final Supplier<@Nullable HourProgress> progress;
    private final Supplier<Totals> totals;
    private final TaskRuns runs;
    private long hour = Long.MIN_VALUE;
    private @Nullable Running running;

    /// @param member the name of this process, which polls a part of the venue's markets
    /// @param progress null before the venue's clock has been read
    /// @param totals what has been counted so far
    public CandleCycle(String exchange, String member, Supplier<@Nullable HourProgress> progress,
            Supplier<Totals> totals, TaskRuns runs) {
        this.exchange = exchange;
        this.member = member;
        this.progress = progress;
        this.totals = totals;
        this.runs = runs;
    }

    private record Running(Instant started, Totals before) {}

    /// Starts or ends the cycle if it is time.
    public void step(Instant now) {
        HourProgress seen = progress.get();
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
            running = new Running(now, totals.get());
        }
    }

    private void report(Running cycle, Instant now, HourProgress seen) {
        boolean overtaken = seen.closedEnd() > hour;
        Totals counted = totals.get().since(cycle.before);
        Map<String, Long> counts = Map.of("candles", counted.candles(), "revised", counted.revised(), "quarantined",
                counted.quarantined(), "failed", counted.failed(), "requests", counted.requests(), "markets",
                seen.live(), "lacking", overtaken ? seen.live() : 0L);
        String newest = "up to " + Timeframe.instantOf(hour - 1) + ", by " + member;
        runs.add(new TaskReport("candles." + exchange, cycle.started, now, overtaken ? Outcome.PARTIAL : Outcome.OK,
                counts, overtaken ? newest + "; the next hour closed before every market was polled" : newest));
    }
}
