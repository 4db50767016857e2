package io.cryptodata.domain.ledger;

/// The fetch state of a market. The names are part of the `ledger` contract.
public enum MarketState {
    /// It keeps up with the venue.
    LIVE,
    /// Its history is being fetched.
    BACKFILLING,
    /// The venue lists it, but trading is halted: its remaining hours are fetched after everything else.
    HALTED,
    /// The venue no longer lists it: its history stays.
    DELISTED
}
