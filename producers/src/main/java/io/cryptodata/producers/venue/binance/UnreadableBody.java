package io.cryptodata.producers.venue.binance;

/// A body that is not what Binance documents.
final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableBody(String message) {
        super(message);
    }
}
