package io.cryptodata.domain.ledger;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// What is known to be there for one market, hour by hour; immutable. Every hour from `expectedFrom` to `knownUpTo` is
/// either present, missing or confirmed empty; of the hours after that nothing is known yet.
///
/// @param known from the first expected hour to the end (exclusive) of the hours that were asked for; null until the
///        venue's first hour is known
/// @param missing holes, oldest first; at most [#MAX_RANGES], beyond that the oldest need no further answer to be
///        confirmed empty
/// @param confirmedEmpty oldest first; at most [#MAX_RANGES], beyond that the oldest are no longer told apart from
///        present hours
/// @param present how many hours are there
/// @param quarantined how many rows were quarantined
/// @param quarantinedTimes their open times in milliseconds, so that none is quarantined twice; the newest
///        [#MAX_QUARANTINED_TIMES]
/// @param updatedAt the venue's clock at the last change; null before the first
public record Ledger(Market market, @Nullable HourRange known, List<MissingRange> missing,
        List<HourRange> confirmedEmpty, long present, long quarantined, List<Long> quarantinedTimes, MarketState state,
        @Nullable Instant updatedAt) {
    /// How many holes, and how many confirmed empty ranges, one market can have on record.
    public static final int MAX_RANGES = 4096;
    /// How many quarantined open times are remembered.
    public static final int MAX_QUARANTINED_TIMES = 4096;
    /// A market that lags by no more than this many hours keeps up.
    public static final int LIVE_REACH = 24;

    public Ledger {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        quarantinedTimes = List.copyOf(quarantinedTimes);
    }

    /// A market of which nothing is known, not even where it begins.
    public static Ledger unknown(Market market) {
        return new Ledger(market, null, List.of(), List.of(), 0, 0, List.of(), MarketState.BACKFILLING, null);
    }

    /// A market whose hours are wanted from `from` (an epoch hour) on.
    public static Ledger expecting(Market market, long from) {
        return new Ledger(market, new HourRange(from, from), List.of(), List.of(), 0, 0, List.of(),
                MarketState.BACKFILLING, null);
    }

    /// The same with another state.
    public Ledger in(MarketState changed) {
        return new Ledger(market, known, missing, confirmedEmpty, present, quarantined, quarantinedTimes, changed,
                updatedAt);
    }

    /// End (exclusive, an epoch hour) of the hours that are present or confirmed empty without a hole.
    ///
    /// @throws IllegalStateException while the market's first hour is unknown
    public long contiguousUpTo() {
        HourRange asked = known;
        if (asked == null) {
            throw new IllegalStateException("nothing is known of " + market + " yet");
        }
        return missing.isEmpty() ? asked.to() : missing.getFirst().hours().from();
    }

    /// How many hours are expected and not there.
    public long missingHours() {
        return missing.stream().mapToLong(range -> range.hours().hours()).sum();
    }

    /// Whether a candle of this hour would be news: it is expected, and not there yet.
    public boolean lacks(long hour) {
        HourRange asked = known;
        return asked == null || hour >= asked.to()
                || missing.stream().anyMatch(range -> range.hours().contains(hour))
                || confirmedEmpty.stream().anyMatch(range -> range.contains(hour));
    }

    /// The newest hour (an epoch hour) that is there; empty while none is.
    public OptionalLong newestPresent() {
        HourRange asked = known;
        if (asked == null) {
            return OptionalLong.empty();
        }
        List<HourRange> absent = new ArrayList<>(confirmedEmpty);
        missing.forEach(hole -> absent.add(hole.hours()));
        absent.sort(Comparator.comparingLong(HourRange::from));
        long end = asked.to();
        while (!absent.isEmpty() && absent.getLast().to() == end) {
            end = absent.removeLast().from();
        }
        return end > asked.from() ? OptionalLong.of(end - 1) : OptionalLong.empty();
    }

    /// Whether both say the same, whenever they were updated.
    public boolean saysTheSameAs(Ledger other) {
        return equals(new Ledger(other.market, other.known, other.missing, other.confirmedEmpty, other.present,
                other.quarantined, other.quarantinedTimes, other.state, updatedAt));
    }

    /// Whether a bad row with this open time (milliseconds) is on record.
    public boolean hasQuarantined(long openTime) {
        return quarantinedTimes.contains(openTime);
    }

    /// The ledger after an answer of the venue. The same answer again changes nothing but, on another occasion, the
    /// counts of empty answers.
    ///
    /// @param closedEnd end (exclusive, an epoch hour) of the closed hours at that moment
    public Ledger record(Answer answer, long closedEnd, LedgerRules rules) {
        return new LedgerUpdate(this, answer, closedEnd, rules).result();
    }

    /// What to do next: first the newest hours of a market that keeps up, then a hole whose next occasion has come, then
    /// history, which always grows forwards so that candles are published in order.
    ///
    /// @param closedEnd end (exclusive, an epoch hour) of the closed hours at `venueTime`
    public Work nextWork(Instant venueTime, long closedEnd, LedgerRules rules) {
        if (state == MarketState.HALTED || state == MarketState.DELISTED) {
            return new Work.Nothing();
        }
        HourRange asked = known;
        if (asked == null) {
            return new Work.Ask(0, Long.MAX_VALUE, Work.Priority.BACKFILL);
        }
        long lag = closedEnd - asked.to();
        if (lag > 0 && lag <= LIVE_REACH) {
            return new Work.Ask(asked.to(), lag + 1, Work.Priority.LIVE);
        }
        for (MissingRange hole : missing) {
            if (hole.isDue(venueTime, rules.occasionGap())) {
                return new Work.Ask(hole.hours().from(), hole.hours().hours() + 1, Work.Priority.REPAIR);
            }
        }
        return lag > 0 ? new Work.Ask(asked.to(), lag + 1, Work.Priority.BACKFILL) : new Work.Nothing();
    }
}
