package io.cryptodata.domain.ledger;

/// What a page proves about the hours without a row in it.
public enum PageProof {
    /// A usable row at or after each covered hour: those without a row are holes.
    ROWS,
    /// No row at all, although the venue would have served any later row.
    EMPTY,
    /// No row at all in a window that ends.
    EMPTY_WINDOW,
    /// Nothing: every row was dropped or rejected.
    NOTHING;

    boolean isEmpty() {
        return this == EMPTY || this == EMPTY_WINDOW;
    }
}
