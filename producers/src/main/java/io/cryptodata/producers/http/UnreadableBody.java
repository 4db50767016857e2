package io.cryptodata.producers.http;

/// A body that is not what the service documents.
public final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableBody(String message) {
        super(message);
    }
}
