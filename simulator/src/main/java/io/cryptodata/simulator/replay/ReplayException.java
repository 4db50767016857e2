package io.cryptodata.simulator.replay;

/// A candle file or folder that cannot be replayed. The message names the file, the line where there is one, what was
/// expected and what came; it is meant for people.
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
