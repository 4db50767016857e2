package io.cryptodata.producers.ratelimit;

/// The order in which requests get a scarce budget: a lower priority leaves a part of it for the ones above.
public enum Priority {
    /// the hour that has just closed
    LIVE(0),
    /// an hour that is missing, or rechecked by a separate request
    REPAIR(20),
    /// history
    BACKFILL(40);

    private final int reservePercent;

    Priority(int reservePercent) {
        this.reservePercent = reservePercent;
    }

    /// The part of the share that must remain for more urgent requests.
    int reservePercent() {
        return reservePercent;
    }
}
