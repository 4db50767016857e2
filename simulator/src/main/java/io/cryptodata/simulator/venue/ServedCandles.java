package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowCheck;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Every closed hour that a venue has served correctly in a page for the requested range: what the client must have
/// received. One bit per market and hour, for ten years at most. Thread-safe.
public final class ServedCandles implements Consumer<ServedPage> {
    private static final int MAX_HOURS = 10 * 366 * 24;

    private final long first;
    private final Duration settle;
    private final Map<String, BitSet> hours = new TreeMap<>();
    private final Map<String, Market> markets = new TreeMap<>();
    private final AtomicLong invalid = new AtomicLong();
    private final AtomicLong outOfRange = new AtomicLong();

    /// @param firstHour earlier hours are only counted, see [#outOfRange()]
    /// @param settle how long after its close an hour counts as closed, by the venue's clock
    public ServedCandles(Instant firstHour, Duration settle) {
        this.first = Timeframe.epochHourOf(firstHour);
        this.settle = settle;
    }

    @Override
    public void accept(ServedPage page) {
        if (!page.asRequested()) {
            return;
        }
        long closed = Timeframe.epochHourOf(page.now().minus(settle));
        BitSet served = new BitSet();
        for (SourceRow row : page.rows()) {
            classify(row, closed, served);
        }
        if (!served.isEmpty()) {
            add(page.market().market(), served);
        }
    }

    private void classify(SourceRow row, long closed, BitSet served) {
        QuarantineReason violation = RowCheck.violation(row);
        long hour = Math.floorDiv(row.openMillis(), 3_600_000L);
        if (violation != null) {
            invalid.incrementAndGet();
        } else if (hour < closed) {
            if (hour < first || hour - first >= MAX_HOURS) {
                outOfRange.incrementAndGet();
            } else {
                served.set((int) (hour - first));
            }
        }
    }

    private synchronized void add(Market market, BitSet served) {
        markets.put(market.key(), market);
        hours.computeIfAbsent(market.key(), _ -> new BitSet()).or(served);
    }

    /// All markets with a served hour, ordered by key.
    public synchronized List<Market> markets() {
        return List.copyOf(markets.values());
    }

    /// The served hours as epoch hours, ascending.
    public synchronized long[] hours(Market market) {
        @Nullable
        BitSet served = hours.get(market.key());
        return served == null ? new long[0] : served.stream().mapToLong(bit -> first + bit).toArray();
    }

    /// Number of served hours of all markets.
    public synchronized long count() {
        return hours.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /// Number of sent rows that must be quarantined, repetitions included; rows in the future are not counted.
    public long invalidRows() {
        return invalid.get();
    }

    /// Number of served hours outside the recorded range.
    public long outOfRange() {
        return outOfRange.get();
    }
}
