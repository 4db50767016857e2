package io.cryptodata.simulator.venue;

/// A request that the venue refuses, with the venue's error code and message.
public final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String text;

    public InvalidRequestException(int code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    /// The venue's error code.
    public int code() {
        return code;
    }

    /// The venue's error message.
    public String text() {
        return text;
    }
}
