package io.cryptodata.simulator.replay;

import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.Expectation;
import io.cryptodata.simulator.market.RowRules;
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
    /// nobody may trust an hour earlier than this after its end
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long HOUR = 3_600_000;

    private final long[] openTimes;
    private final String[] numbers;
    private final int superseded;

    /// @param rows numbers by open time, see [CandleFile.Rows]
    /// @param superseded how many rows were replaced by a later one for the same open time
    ReplayedMarket(Map<Long, String> rows, int superseded) {
        this.openTimes = rows.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        this.numbers = Arrays.stream(openTimes).mapToObj(rows::get).toArray(String[]::new);
        this.superseded = superseded;
    }

    /// The latest end of an hour that is over, with a margin, by `wall`; [Instant#MIN] if there is none.
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

    Expectation.OfMarket expectation(Instant now) {
        int acceptable = 0;
        int unfinished = 0;
        Instant last = null;
        Map<QuarantineReason, Integer> bad = new EnumMap<>(QuarantineReason.class);
        for (int i = 0; i < openTimes.length; i++) {
            Instant openTime = Instant.ofEpochMilli(openTimes[i]);
            QuarantineReason fault = fault(i, now);
            if (fault != null) {
                bad.merge(fault, 1, Integer::sum);
            } else if (openTime.plusMillis(HOUR).plus(SETTLE).isAfter(now)) {
                unfinished++;
            } else {
                acceptable++;
                last = openTime;
            }
        }
        return new Expectation.OfMarket(acceptable, last, superseded, unfinished, bad);
    }

    /// A running hour's numbers are nobody's business yet.
    private @Nullable QuarantineReason fault(int i, Instant now) {
        if (openTimes[i] > now.toEpochMilli()) {
            return openTimes[i] % HOUR == 0 ? QuarantineReason.FUTURE : QuarantineReason.OFF_GRID;
        }
        QuarantineReason fault = RowRules.fault(row(i));
        boolean running = openTimes[i] + HOUR + SETTLE.toMillis() > now.toEpochMilli();
        return running && fault != QuarantineReason.OFF_GRID ? null : fault;
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
