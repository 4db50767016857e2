package io.cryptodata.domain.ledger;

/// What a page proves about the hours without a row in it.
public enum PageProof {
    /// A usable row at or after each covered hour: those without a row are holes.
    ROWS,
    /// No row at all.
    EMPTY,
    /// Nothing: every row was dropped or rejected.
    NOTHING
}
