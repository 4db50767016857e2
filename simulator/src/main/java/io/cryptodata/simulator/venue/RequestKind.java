package io.cryptodata.simulator.venue;

/// What a request asks for.
public enum RequestKind {
    LISTING, CANDLES, TIME, OTHER
}
