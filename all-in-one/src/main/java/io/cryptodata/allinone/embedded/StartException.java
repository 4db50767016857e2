package io.cryptodata.allinone.embedded;

/// Something that keeps the runtime from starting. The message is the whole story for the person at the terminal:
/// what happened, to what, and what to do; it is printed without a stack trace.
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
