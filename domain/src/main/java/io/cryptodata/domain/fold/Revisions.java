package io.cryptodata.domain.fold;

/// The revisions of the rows of one market. They are computed from the number of its corrections so far and not stored per
/// row: the same candles in the same order give the same revisions.
///
/// A row is first emitted with 0, unless a correction emits it. The correction *n* emits with `2n`, and a bucket that is closed
/// by a later candle after *n* corrections with `2n + 1`: both are greater than everything before.
final class Revisions {
    static final int FIRST = 0;

    private Revisions() {}

    static int ofCorrection(int corrections) {
        return 2 * corrections;
    }

    static int ofClosing(int corrections) {
        return 2 * corrections + 1;
    }
}
