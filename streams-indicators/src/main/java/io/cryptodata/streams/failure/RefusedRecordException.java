package io.cryptodata.streams.failure;

/// A record was read, but can never be processed. Nothing was changed or said because of it.
public class RefusedRecordException extends RuntimeException {
    /// @param reason what was expected and what came; it becomes the header of the dead letter
    public RefusedRecordException(String reason) {
        super(reason);
    }
}
