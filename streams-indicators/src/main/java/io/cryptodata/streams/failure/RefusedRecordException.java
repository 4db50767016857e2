package io.cryptodata.streams.failure;

/// A record was read, but can never be processed. It changed no state and caused no output.
public class RefusedRecordException extends RuntimeException {
    /// @param reason what was expected and what was found; becomes a header of the dead letter
    public RefusedRecordException(String reason) {
        super(reason);
    }
}
