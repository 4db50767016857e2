package io.cryptodata.domain.listing;

/// The status of a market or coin at its exchange. The names are part of the `listings` contract.
public enum ListingStatus {
    /// It is listed and trades.
    TRADING,
    /// It is listed, but trading is halted.
    HALTED,
    /// It is no longer listed.
    DELISTED,
    /// The exchange now lists it under another unified symbol.
    RENAMED;

    /// Whether the exchange lists it under this name.
    public boolean isListed() {
        return this == TRADING || this == HALTED;
    }
}
