package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work.Priority;
import io.cryptodata.producers.universe.TrackedMarket;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;

/// How one market fares in this process. It is in one pair of hands at a time: whoever has it taken.
final class MarketTrack {
    /// Smallest rank first; a market without a rank comes after all that have one.
    static final Comparator<MarketTrack> BY_RANK = Comparator.comparingLong(MarketTrack::rank)
            .thenComparing(track -> track.tracked().market().key());

    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile TrackedMarket tracked;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean waitsForNewest;
    private volatile int fruitless;
    private volatile @Nullable Instant quietAt;
    private volatile @Nullable String lastError;

    MarketTrack(TrackedMarket tracked) {
        this.tracked = tracked;
    }

    TrackedMarket tracked() {
        return tracked;
    }

    /// Whose turn it is among equals.
    long rank() {
        Integer rank = tracked.rank();
        return rank == null ? Long.MAX_VALUE : rank;
    }

    void track(TrackedMarket changed) {
        tracked = changed;
    }

    /// Takes the market if nobody has it.
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void release() {
        taken.set(false);
    }

    boolean isTaken() {
        return taken.get();
    }

    /// Whether it has waited long enough. The newest hours do not wait because something else went wrong.
    boolean isReady(Instant wallTime, Priority priority) {
        return !wallTime.isBefore(notBefore) || (priority == Priority.LIVE && !waitsForNewest);
    }

    /// Whether the last request for the newest hours was to no purpose. Every second one after it does without what would
    /// go along, so that a page that is too short for all of it does not hold up the newest hour.
    boolean wantsNewestOnly() {
        return waitsForNewest && fruitless % 2 == 1;
    }

    /// The venue's clock when the venue last answered that there is no news; null if it brought some since.
    @Nullable
    Instant quietAt() {
        return quietAt;
    }

    /// What went wrong last; null if the last page was fine.
    @Nullable
    String lastError() {
        return lastError;
    }

    /// Only by whoever has it taken: whatever went wrong is over, because all that is due is there.
    void nothingDue() {
        fruitless = 0;
        lastError = null;
    }

    /// Only by whoever has it taken.
    void noted(Priority priority, StepResult result, Instant venueTime, Instant wallTime, PollRules rules) {
        boolean progress = result instanceof StepResult.Progress;
        boolean newest = priority == Priority.LIVE;
        int times = progress ? 0 : (newest == waitsForNewest ? fruitless : 0) + 1;
        waitsForNewest = newest;
        fruitless = times;
        notBefore = progress ? Instant.MIN : wallTime.plus(rules.waitAfter(times - 1));
        quietAt = result instanceof StepResult.Quiet ? venueTime : null;
        lastError = result instanceof StepResult.Failed failed ? failed.reason() : null;
    }
}
