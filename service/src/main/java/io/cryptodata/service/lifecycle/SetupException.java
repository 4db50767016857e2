package io.cryptodata.service.lifecycle;

/// A dependency is missing, unreachable or not as required. The message is complete: what was found, what was expected,
/// what to do.
public class SetupException extends RuntimeException {
    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
