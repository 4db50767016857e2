package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The fold of one market over candles in any order: what is emitted at last for every bucket equals what a [CandleFold]
/// emits for the last versions of all hours in order, bit for bit, as long as late and revised hours are inside the
/// correction window.
///
/// In order it is a [CandleFold] that also stores the hour, and a state at the start of each week. A late or revised hour
/// goes back to the state before it and folds the hours since both as they were and as they are now ([Correction]); rows
/// that differ are emitted again with a greater revision ([Revisions]). So neither rows nor the state after each hour have
/// to be stored.
///
/// A replay passes all hours once more, in order, among the live ones. It is folded apart ([MarketReplay]) until its last
/// hour continues the fold from it. Not thread-safe.
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
    private final FilledPast past;
    private CandleFold live;
    private int corrections;
    private @Nullable MarketReplay replay;

    private MarketFold(Market market, CorrectionWindow window, MarketMemory memory) {
        this.market = market;
        this.window = window;
        this.memory = memory;
        this.live = CandleFold.of(market);
        this.corrections = memory.corrections();
        this.past = FilledPast.load(memory);
        this.replay = MarketReplay.load(market, memory);
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

    /// Whether only a replay emits rows of this hour again: it is older than the correction window, and not stored any more.
    public boolean isOutsideWindow(long hour) {
        return !live.isEmpty() && hour < window.startFor(live.newestHour()) && memory.hour(hour) == null;
    }

    private static Optional<FoldedHour> repriced(FoldedHour hour, UsdRates rates) {
        double price = UsdPrice.of(hour.candle(), rates);
        return Double.isNaN(price) || Double.compare(price, hour.usdPrice()) == 0
                ? Optional.empty()
                : Optional.of(hour.withUsdPrice(price));
    }

    /// What a stored market lacks as in [#missing()], without loading it.
    public static Set<String> missingIn(MarketMemory memory) {
        return FilledPast.missingIn(memory);
    }

    /// What a market lacks whose state is not adopted yet: see [#adopt(Market, byte\[\], MarketMemory)].
    public static Set<String> missingIn(byte[] state) {
        return FilledPast.missingIn(state);
    }

    /// The columns and timeframes that this program has and rows of former hours lack: a replay fills them.
    public Set<String> missing() {
        return Set.copyOf(past.missing());
    }

    /// Adds the next hour of a replay: all hours of this market in order, each in its last version. The first one starts the
    /// replay, in place of one that is not complete; the last one continues the fold from it.
    ///
    /// The rows of hours that the fold no longer corrects are emitted as they are folded, those of later hours at the end, if
    /// they differ; all with revisions greater than before.
    ///
    /// @throws IllegalArgumentException if the candle is of another market
    public ReplayOutcome replay(ReplayedHour added, FoldOutput output) {
        requireOwn(added.hour());
        if (added.index() == 0) {
            startReplay(added);
        }
        MarketReplay running = replay;
        if (running == null || !running.isPartOf(added)) {
            return ReplayOutcome.IGNORED;
        }
        if (!running.isNext(added)) {
            discard(running);
            return ReplayOutcome.REFUSED;
        }
        running.add(added, output);
        return added.remaining() > 0 ? ReplayOutcome.FOLDED : complete(running, added.emitFrom(), output);
    }

    private void startReplay(ReplayedHour first) {
        addCorrection();
        past.replayStarted();
        long newest = live.isEmpty() ? first.hour().hour() + first.remaining() : live.newestHour();
        replay = MarketReplay.start(market, memory,
                new RunningReplay(first.replay(), 0, corrections, boundary(newest), newest));
    }

    /// The oldest hour whose rows may still be emitted: the newest one of the oldest state, whose buckets a correction may
    /// continue, or the start of the window of a market that is younger.
    private long boundary(long newest) {
        CandleFold oldest = oldestState();
        if (!oldest.isEmpty()) {
            return oldest.newestHour();
        }
        long window = Timeframe.W1.floor(this.window.startFor(newest));
        return live.isEmpty() ? window : Math.min(window, memory.checkpoints().getFirst());
    }

    private CandleFold oldestState() {
        return live.isEmpty() ? CandleFold.of(market) : stateBefore(memory.checkpoints().getFirst());
    }

    private ReplayOutcome complete(MarketReplay completed, long emitFrom, FoldOutput output) {
        addCorrection();
        CandleFold merged = completed.merge(oldestState(), past.missing().isEmpty(),
                new MarketReplay.Rows(emitFrom, Revisions.ofCorrection(corrections), output));
        if (merged != null) {
            past.replayCompleted(emitFrom);
        }
        discard(completed);
        if (merged == null) {
            return ReplayOutcome.REFUSED;
        }
        live = merged;
        List.copyOf(pending.values()).forEach(this::keepUnlessReplayed);
        removeBefore(window.startFor(live.newestHour()));
        return ReplayOutcome.COMPLETED;
    }

    private void keepUnlessReplayed(FoldedHour late) {
        FoldedHour replayed = memory.hour(late.hour());
        if (replayed == null) {
            return;
        }
        if (replayed.candle().revision() > late.candle().revision() || replayed.hasValuesOf(late)) {
            memory.removePending(late);
            pending.remove(late.hour());
        } else {
            putAside(late.withFull(replayed.full()));
        }
    }

    private void discard(MarketReplay discarded) {
        discarded.discard();
        replay = null;
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
            past.begin();
            memory.putCheckpoint(week, live.toBytes());
        } else if (week > live.newestHour()) {
            memory.putCheckpoint(week, live.toBytes());
            removeExpired(added.hour());
        }
        live.append(added, Revisions.ofClosing(corrections), output);
        memory.put(added);
    }

    /// Everything that a replay is compared with stays until it is complete.
    private void removeExpired(long newestHour) {
        if (replay != null && replay.isExpired(newestHour, window)) {
            discard(replay);
        }
        if (replay == null) {
            removeBefore(window.startFor(newestHour));
        }
    }

    /// Keeps the newest state at or before `start`, and everything after it.
    private void removeBefore(long start) {
        List<Long> expired = memory.checkpoints().stream().filter(checkpoint -> checkpoint <= start).toList();
        if (expired.size() > 1) {
            expired.subList(0, expired.size() - 1).forEach(memory::removeCheckpoint);
            memory.removeHours(expired.getFirst(), expired.getLast());
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
        addCorrection();
        if (first < memory.checkpoints().getFirst()) {
            memory.putCheckpoint(Timeframe.W1.floor(first), CandleFold.of(market).toBytes());
        }
        long checkpoint = memory.checkpoints().stream().filter(each -> each <= first).toList().getLast();
        live = new Correction(memory, Revisions.ofCorrection(corrections), output)
                .apply(changes, checkpoint, stateBefore(checkpoint), stateBefore(checkpoint));
    }

    private void addCorrection() {
        corrections++;
        memory.putCorrections(corrections);
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
