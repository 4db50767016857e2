package io.cryptodata.producers;

/// The producers cannot start, or cannot go on. The message is the whole story: what happened, to what, what to do.
public final class ProducersException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProducersException(String message) {
        super(message);
    }

    public ProducersException(String message, Throwable cause) {
        super(message, cause);
    }
}
