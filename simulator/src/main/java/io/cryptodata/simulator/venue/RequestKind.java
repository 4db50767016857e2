package io.cryptodata.simulator.venue;

/// What a request is for.
public enum RequestKind {
    LISTING, CANDLES, TICKERS, TIME, OTHER
}
