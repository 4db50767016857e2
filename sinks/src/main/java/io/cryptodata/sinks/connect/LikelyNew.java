package io.cryptodata.sinks.connect;

/// Whether to write a batch as if all its rows were new. If one is not, nothing is written, and autovacuum has to remove what
/// the server has inserted until then: therefore only large batches, as of a backlog, and after each failure four times as
/// many batches the other way as after the one before.
final class LikelyNew {
    private static final int LARGE = 1000;
    private static final int FIRST_SKIPPED = 4;
    private static final int GROWTH = 4;
    private static final int MOST_SKIPPED = 64;

    private int skipped;
    private int toSkip;
    private int afterFailure = FIRST_SKIPPED;

    /// @param rows size of the next batch
    boolean test(int rows) {
        if (rows < LARGE) {
            return false;
        }
        if (skipped < toSkip) {
            skipped++;
            return false;
        }
        return true;
    }

    /// Whether the last attempt failed.
    boolean isRefuted() {
        return toSkip > 0;
    }

    /// All rows were new.
    void confirm() {
        toSkip = 0;
        afterFailure = FIRST_SKIPPED;
    }

    /// A row was not new, or was at fault.
    void refute() {
        skipped = 0;
        toSkip = afterFailure;
        afterFailure = Math.min(GROWTH * afterFailure, MOST_SKIPPED);
    }
}
