package io.cryptodata.domain.listing;

/// How a market or coin stands at its exchange. The names are part of the `listings` contract.
public enum ListingStatus {
    /// It is listed and trades.
    TRADING,
    /// It is listed and does not trade now.
    HALTED,
    /// It is listed no more.
    DELISTED,
    /// The exchange goes on with it under another unified symbol.
    RENAMED;

    /// Whether the exchange lists it under this name.
    public boolean isListed() {
        return this == TRADING || this == HALTED;
    }
}
