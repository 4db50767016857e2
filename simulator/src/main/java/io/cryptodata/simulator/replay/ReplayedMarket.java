package io.cryptodata.simulator.replay;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.ClosedBuckets;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.simulator.market.RowCheck;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The rows of one market, sorted, one per open time.
final class ReplayedMarket {
    /// how long after its close an hour is final
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long HOUR = 3_600_000;

    private final long[] openTimes;
    private final String[] numbers;
    private final int superseded;

    /// @param rows numbers by open time, see [CandleFile.Rows]
    /// @param superseded number of rows replaced by a later row with the same open time
    ReplayedMarket(Map<Long, String> rows, int superseded) {
        this.openTimes = rows.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        this.numbers = Arrays.stream(openTimes).mapToObj(rows::get).toArray(String[]::new);
        this.superseded = superseded;
    }

    /// The latest close that is at least `margin` before `wall`; [Instant#MIN] if there is none.
    Instant lastEnd(Instant wall, Duration margin) {
        long latest = wall.minus(margin).toEpochMilli() - HOUR;
        int after = firstAtOrAfter(latest + 1);
        return after == 0 ? Instant.MIN : Instant.ofEpochMilli(openTimes[after - 1] + HOUR);
    }

    List<SourceRow> rows(Window window) {
        int from = firstAtOrAfter(window.from());
        int to = firstAtOrAfter(window.to() + 1);
        if (to - from > window.limit()) {
            from = window.newest() ? to - window.limit() : from;
            to = from + window.limit();
        }
        List<SourceRow> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(row(i));
        }
        return rows;
    }

    ExpectedCandles.PerMarket expectedCandles(Instant now) {
        int acceptable = 0;
        int unfinished = 0;
        Instant last = null;
        ClosedBuckets buckets = new ClosedBuckets();
        Map<QuarantineReason, Integer> quarantined = new EnumMap<>(QuarantineReason.class);
        for (int i = 0; i < openTimes.length; i++) {
            Instant openTime = Instant.ofEpochMilli(openTimes[i]);
            QuarantineReason violation = violation(i, now);
            if (violation != null) {
                quarantined.merge(violation, 1, Integer::sum);
            } else if (openTime.plusMillis(HOUR).plus(SETTLE).isAfter(now)) {
                unfinished++;
            } else {
                acceptable++;
                last = openTime;
                buckets.add(Timeframe.epochHourOf(openTime));
            }
        }
        return new ExpectedCandles.PerMarket(acceptable, last, superseded, unfinished, quarantined,
                buckets.counts());
    }

    /// The values of an hour in progress are not checked.
    private @Nullable QuarantineReason violation(int i, Instant now) {
        if (openTimes[i] > now.toEpochMilli()) {
            return openTimes[i] % HOUR == 0 ? QuarantineReason.FUTURE : QuarantineReason.OFF_GRID;
        }
        QuarantineReason violation = RowCheck.violation(row(i));
        boolean inProgress = openTimes[i] + HOUR + SETTLE.toMillis() > now.toEpochMilli();
        return inProgress && violation != QuarantineReason.OFF_GRID ? null : violation;
    }

    private SourceRow row(int i) {
        String[] texts = numbers[i].split(",");
        return new SourceRow(openTimes[i], texts[0], texts[1], texts[2], texts[3], texts[4]);
    }

    private int firstAtOrAfter(long millis) {
        int found = Arrays.binarySearch(openTimes, millis);
        return found >= 0 ? found : -found - 1;
    }
}
