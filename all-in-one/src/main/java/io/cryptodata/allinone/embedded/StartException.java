package io.cryptodata.allinone.embedded;

/// The runtime cannot start. The message is complete: what failed, why, and what to do; it is printed without a stack
/// trace.
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
