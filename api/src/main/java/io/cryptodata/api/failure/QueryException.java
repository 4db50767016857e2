package io.cryptodata.api.failure;

/// A query without a result. The message names what was queried and the reason, in one sentence.
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The kind of failure; a service maps it to a status.
    public enum Kind {
        /// The request itself is wrong, for example an address that is none.
        INVALID,
        /// What was queried does not exist.
        NOT_FOUND,
        /// A server that holds the result does not respond.
        UNAVAILABLE,
        /// A stored record cannot be decoded.
        UNREADABLE
    }

    private final Kind kind;

    public QueryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public QueryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
