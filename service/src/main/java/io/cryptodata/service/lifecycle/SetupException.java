package io.cryptodata.service.lifecycle;

/// Topics or schemas are not as they must be, or cannot be reached. The message is the whole story, written for people:
/// what was found, what was expected, what to do.
public class SetupException extends RuntimeException {
    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
