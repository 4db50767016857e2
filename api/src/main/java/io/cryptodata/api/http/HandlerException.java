package io.cryptodata.api.http;

/// A checked failure of a handler.
final class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerException(Exception cause) {
        super(cause);
    }
}
