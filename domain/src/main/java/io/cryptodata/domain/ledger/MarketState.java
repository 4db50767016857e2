package io.cryptodata.domain.ledger;

/// Where a market stands. The names are part of the `ledger` contract.
public enum MarketState {
    /// It keeps up with the venue.
    LIVE,
    /// Its history is still being fetched.
    BACKFILLING,
    /// The venue lists it but does not trade it now: what it still has is asked for after everything else.
    HALTED,
    /// The venue lists it no more: its history stays.
    DELISTED
}
