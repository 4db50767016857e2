package io.cryptodata.sinks.projection;

/// The record cannot become a row. The message is the reason.
final class RefusedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedRecordException(String message) {
        super(message);
    }
}
