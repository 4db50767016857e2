package io.cryptodata.simulator.replay;

/// A candle file or folder that cannot be replayed. The message contains the file, the line if any, and the expected and
/// actual content.
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
