package io.cryptodata.domain.ledger;

/// Why an expected hour is not present. The names are part of the `ledger` contract.
public enum MissingCause {
    /// It was not requested yet, or no response covered it.
    NOT_REQUESTED,
    /// The venue responded without a row for it, on fewer occasions than confirm an empty hour.
    EMPTY,
    /// The venue served a row for it that was quarantined: it is requested again for as long as it takes, and never
    /// confirmed empty.
    BAD_ROWS,
    /// A response was refused, unreadable or without any usable row, and since then too few responses without a row for
    /// it confirm an empty hour.
    UNREADABLE
}
