package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.polling.VenuePoller.HourStanding;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The cycle of one venue in this process, hour by hour: it begins when an hour has closed and settled, and is over when
/// every market that keeps up has been asked for it, or when the next hour closes. Not safe for threads.
public final class CandleCycle {
    private static final Map<String, String> COUNTED = Map.of("candles", "producers.candles.published", "revised",
            "producers.candles.revised", "quarantined", "producers.rows.quarantined", "failed",
            "producers.steps.failed", "requests", "producers.page.requests");

    private final String exchange;
    private final String member;
    private final Supplier<@Nullable HourStanding> standing;
    private final MeterRegistry meters;
    private final TaskRuns runs;
    private long hour = Long.MIN_VALUE;
    private @Nullable Running running;

    /// @param member the name of this process, which has a part of the venue's markets
    /// @param standing how the venue's markets stand in this process; gives null before the venue's clock is known
    public CandleCycle(String exchange, String member, Supplier<@Nullable HourStanding> standing, MeterRegistry meters,
            TaskRuns runs) {
        this.exchange = exchange;
        this.member = member;
        this.standing = standing;
        this.meters = meters;
        this.runs = runs;
    }

    private record Running(Instant started, Map<String, Long> before) {}

    /// Looks how far the cycle is.
    public void step(Instant now) {
        HourStanding seen = standing.get();
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
            running = new Running(now, counts());
        }
    }

    private void report(Running cycle, Instant now, HourStanding seen) {
        boolean overtaken = seen.closedEnd() > hour;
        Map<String, Long> counts = new HashMap<>(counts());
        counts.replaceAll((name, count) -> count - cycle.before.getOrDefault(name, 0L));
        counts.put("markets", seen.live());
        counts.put("lacking", overtaken ? seen.live() : 0);
        String newest = "up to " + Timeframe.instantOf(hour - 1) + ", by " + member;
        runs.add(new TaskReport("candles." + exchange, cycle.started, now, overtaken ? Outcome.PARTIAL : Outcome.OK,
                counts, overtaken ? newest + "; the next hour closed before every market had been asked" : newest));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        COUNTED.forEach((name, meter) -> counts.put(name, (long) meters.find(meter).tag("exchange", exchange).counters()
                .stream().mapToDouble(Counter::count).sum()));
        return counts;
    }
}
