package io.cryptodata.simulator.venue.bybit;

/// A question that Bybit refuses, with its words.
final class BybitRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    BybitRefusal(String message) {
        super(message);
    }
}
