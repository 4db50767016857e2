package io.cryptodata.sinks.connect;

/// Whether to write a batch as if all its rows were new. If one is not, nothing is written, and autovacuum has to remove what
/// the server has inserted until then: therefore only large batches, as of a backlog, and after each failure twice as many
/// batches the other way.
final class LikelyNew {
    private static final int LARGE = 1000;
    private static final int MOST_SKIPPED = 64;

    private int skipped;
    private int toSkip;
    private int afterFailure = 1;

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
        afterFailure = 1;
    }

    /// A row was not new, or was at fault.
    void refute() {
        skipped = 0;
        toSkip = afterFailure;
        afterFailure = Math.min(2 * afterFailure, MOST_SKIPPED);
    }
}
