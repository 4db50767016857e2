package io.cryptodata.producers.ratelimit;

/// Whose turn it is when the budget is scarce: a lower one must leave a part of it untouched for the ones above.
public enum Priority {
    /// the hour that has just closed
    LIVE(0),
    /// an hour that is missing, or looked at again by a request of its own
    REPAIR(20),
    /// history
    BACKFILL(40);

    private final int reservePercent;

    Priority(int reservePercent) {
        this.reservePercent = reservePercent;
    }

    /// How much of the budget's store must remain for more urgent work.
    int reservePercent() {
        return reservePercent;
    }
}
