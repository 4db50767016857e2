package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.market.Market;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The fold of one market over candles in any order: what is emitted at last for every bucket equals what a [CandleFold]
/// emits for the last versions of all hours in order, bit for bit, as long as late and revised hours are inside the
/// correction window.
///
/// In order it is a [CandleFold] that also stores the hour, and a state at the start of each week. A late or revised hour
/// goes back to the state before it and folds the hours since both as they were and as they are now ([Correction]); rows
/// that differ are emitted again with a greater revision ([Revisions]). So neither rows nor the state after each hour have
/// to be stored. Not thread-safe.
public final class MarketFold {
    /// The result of adding a candle.
    public enum Outcome {
        /// It was newer than all before.
        FOLDED,
        /// Its values are those of the hour already, or it is an older version: nothing changed.
        REPEATED,
        /// It was late or revised an hour, and the rows that it changes were emitted.
        CORRECTED,
        /// It is late or revises an hour, and is folded in together with the last candle of its page.
        PENDING,
        /// It is older than the correction window, or than everything that is stored: nothing changed.
        OUTSIDE_WINDOW
    }

    private final Market market;
    private final CorrectionWindow window;
    private final MarketMemory memory;
    private final NavigableMap<Long, FoldedHour> pending = new TreeMap<>();
    private CandleFold live;
    private int corrections;

    private MarketFold(Market market, CorrectionWindow window, MarketMemory memory) {
        this.market = market;
        this.window = window;
        this.memory = memory;
        this.live = CandleFold.of(market);
        this.corrections = memory.corrections();
        memory.pending().forEach(hour -> pending.put(hour.hour(), hour));
    }

    /// Continues from what is stored.
    ///
    /// @throws IllegalArgumentException if a stored state is unreadable
    public static MarketFold load(Market market, CorrectionWindow window, MarketMemory memory) {
        MarketFold fold = new MarketFold(market, window, memory);
        List<Long> checkpoints = memory.checkpoints();
        if (!checkpoints.isEmpty()) {
            fold.live = fold.stateBefore(checkpoints.getLast());
            memory.hoursFrom(checkpoints.getLast()).forEach(hour -> fold.live.append(hour.withFull(false),
                    Revisions.FIRST, FoldOutput.NONE));
        }
        return fold;
    }

    /// Takes over the state of a release that stored no hours: corrections reach back to it, and no further.
    ///
    /// @param state as [CandleFold#writeTo(ByteBuffer)] wrote it
    /// @throws IllegalArgumentException if the state is unreadable
    public static void adopt(Market market, byte[] state, MarketMemory memory) {
        CandleFold fold = CandleFold.read(market, ByteBuffer.wrap(state));
        if (!fold.isEmpty()) {
            memory.putCheckpoint(fold.newestHour() + 1, state);
        }
    }

    /// Adds one candle and emits what is new or changed because of it, and because of those that are pending unless `more`.
    ///
    /// @param more whether the next candle of this market belongs to the same page. A page of late hours is one correction:
    ///        each for itself would emit all newer rows again for every hour.
    /// @throws IllegalArgumentException if the candle is of another market
    public Outcome add(FoldedHour added, boolean more, FoldOutput output) {
        requireOwn(added);
        boolean newest = live.isEmpty() || added.hour() > live.newestHour();
        if (newest) {
            correctPending(output);
            append(added, output);
            return Outcome.FOLDED;
        }
        Outcome outcome = addFormer(added);
        if (!more && correctPending(output) && outcome == Outcome.PENDING) {
            return Outcome.CORRECTED;
        }
        return outcome;
    }

    /// Emits again what the current rates to USDT change. An hour whose rate is unknown stays as it is.
    ///
    /// @param hours the epoch hours whose rates are new or changed; those that are not stored are skipped
    /// @return how many hours have another price now
    public int reprice(LongStream hours, UsdRates rates, FoldOutput output) {
        List<FoldedHour> changes = new ArrayList<>();
        hours.forEach(hour -> {
            FoldedHour waiting = pending.get(hour);
            if (waiting != null) {
                repriced(waiting, rates).ifPresent(this::putAside);
            }
            FoldedHour stored = memory.hour(hour);
            if (stored != null) {
                repriced(stored, rates).ifPresent(changes::add);
            }
        });
        if (!changes.isEmpty()) {
            correct(changes.stream().mapToLong(FoldedHour::hour).min().orElseThrow(), changes, output);
        }
        return changes.size();
    }

    /// The same for every stored hour.
    public int repriceAll(UsdRates rates, FoldOutput output) {
        return reprice(memory.hoursFrom(0).stream().mapToLong(FoldedHour::hour), rates, output);
    }

    private static Optional<FoldedHour> repriced(FoldedHour hour, UsdRates rates) {
        double price = UsdPrice.of(hour.candle(), rates);
        return Double.isNaN(price) || Double.compare(price, hour.usdPrice()) == 0
                ? Optional.empty()
                : Optional.of(hour.withUsdPrice(price));
    }

    private Outcome addFormer(FoldedHour added) {
        long hour = added.hour();
        if (hour < window.startFor(live.newestHour()) || isBeforeStored(hour)) {
            return Outcome.OUTSIDE_WINDOW;
        }
        FoldedHour known = pending.getOrDefault(hour, memory.hour(hour));
        if (known == null) {
            putAside(added);
            return Outcome.PENDING;
        }
        return revise(known, added.withFull(known.full()));
    }

    private Outcome revise(FoldedHour known, FoldedHour added) {
        if (added.candle().revision() < known.candle().revision() || added.equals(known)) {
            return Outcome.REPEATED;
        }
        if (added.hasValuesOf(known) && !pending.containsKey(added.hour())) {
            memory.put(added);
            return Outcome.REPEATED;
        }
        putAside(added);
        return Outcome.PENDING;
    }

    private void putAside(FoldedHour added) {
        memory.putPending(added);
        pending.put(added.hour(), added);
    }

    private void append(FoldedHour added, FoldOutput output) {
        long week = Timeframe.W1.floor(added.hour());
        if (live.isEmpty()) {
            memory.putCheckpoint(week, live.toBytes());
        } else if (week > live.newestHour()) {
            memory.putCheckpoint(week, live.toBytes());
            removeBefore(window.startFor(added.hour()));
        }
        live.append(added, Revisions.ofClosing(corrections), output);
        memory.put(added);
    }

    /// Keeps the newest state at or before `start`, and everything after it.
    private void removeBefore(long start) {
        List<Long> expired = memory.checkpoints().stream().filter(checkpoint -> checkpoint <= start).toList();
        if (expired.size() > 1) {
            expired.subList(0, expired.size() - 1).forEach(memory::removeCheckpoint);
            memory.removeHoursBefore(expired.getLast());
        }
    }

    /// Whether candles before `hour` were folded whose state is not stored any more.
    private boolean isBeforeStored(long hour) {
        long first = memory.checkpoints().getFirst();
        return hour < first && !stateBefore(first).isEmpty();
    }

    private boolean correctPending(FoldOutput output) {
        if (pending.isEmpty()) {
            return false;
        }
        correct(pending.firstKey(), List.copyOf(pending.values()), output);
        pending.values().forEach(memory::removePending);
        pending.clear();
        return true;
    }

    private void correct(long first, List<FoldedHour> changes, FoldOutput output) {
        corrections++;
        memory.putCorrections(corrections);
        if (first < memory.checkpoints().getFirst()) {
            memory.putCheckpoint(Timeframe.W1.floor(first), CandleFold.of(market).toBytes());
        }
        long checkpoint = memory.checkpoints().stream().filter(each -> each <= first).toList().getLast();
        live = new Correction(memory, Revisions.ofCorrection(corrections), output)
                .apply(changes, checkpoint, stateBefore(checkpoint), stateBefore(checkpoint));
    }

    private CandleFold stateBefore(long checkpoint) {
        return CandleFold.read(market, ByteBuffer.wrap(memory.checkpoint(checkpoint)));
    }

    private void requireOwn(FoldedHour added) {
        if (!added.candle().market().equals(market)) {
            throw new IllegalArgumentException(
                    "a candle of " + added.candle().market() + " was added to the fold of " + market);
        }
    }
}
