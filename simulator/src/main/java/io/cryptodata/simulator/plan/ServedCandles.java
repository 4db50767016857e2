package io.cryptodata.simulator.plan;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowRules;
import io.cryptodata.simulator.venue.SimulatedVenue.Served;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Remembers every hour that a venue has served whole, right and closed in answer to a question for it: what whoever asked
/// must have. Keeps a bit per market and hour, of ten years at most. Safe for many threads.
public final class ServedCandles implements Consumer<Served> {
    private static final int MOST_HOURS = 10 * 366 * 24;

    private final long first;
    private final Duration settle;
    private final Map<String, BitSet> hours = new TreeMap<>();
    private final Map<String, Market> markets = new TreeMap<>();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong outside = new AtomicLong();

    /// @param firstHour before it nothing is remembered
    /// @param settle how long after its close an hour counts, by the venue's clock
    public ServedCandles(Instant firstHour, Duration settle) {
        this.first = Timeframe.epochHourOf(firstHour);
        this.settle = settle;
    }

    @Override
    public void accept(Served page) {
        if (!page.answers()) {
            return;
        }
        long closed = Timeframe.epochHourOf(page.now().minus(settle));
        BitSet served = new BitSet();
        for (SourceRow row : page.rows()) {
            note(row, closed, served);
        }
        if (!served.isEmpty()) {
            add(page.market().market(), served);
        }
    }

    private void note(SourceRow row, long closed, BitSet served) {
        QuarantineReason fault = RowRules.fault(row);
        long hour = Math.floorDiv(row.openMillis(), 3_600_000L);
        if (fault != null) {
            wrong.incrementAndGet();
        } else if (hour < closed) {
            if (hour < first || hour - first >= MOST_HOURS) {
                outside.incrementAndGet();
            } else {
                served.set((int) (hour - first));
            }
        }
    }

    private synchronized void add(Market market, BitSet served) {
        markets.put(market.key(), market);
        hours.computeIfAbsent(market.key(), _ -> new BitSet()).or(served);
    }

    /// All markets of which anything was served, by key.
    public synchronized List<Market> markets() {
        return List.copyOf(markets.values());
    }

    /// The hours that were served, as epoch hours, ascending.
    public synchronized long[] hours(Market market) {
        @Nullable
        BitSet served = hours.get(market.key());
        return served == null ? new long[0] : served.stream().mapToLong(bit -> first + bit).toArray();
    }

    /// How many hours were served, over all markets.
    public synchronized long count() {
        return hours.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /// How many rows went out that must be quarantined, each time counted; those of hours to come are not among them.
    public long wrongRows() {
        return wrong.get();
    }

    /// How many hours were served that lie outside of what is remembered.
    public long outside() {
        return outside.get();
    }
}
