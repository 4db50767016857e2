package io.cryptodata.api.http;

import io.helidon.webserver.CloseConnectionException;

/// Ends a connection without another byte: the client has gone or is too slow, or it must see that the response is not whole.
final class CutOffException extends CloseConnectionException {
    private static final long serialVersionUID = 1L;

    CutOffException() {
        super("cut off");
    }

    CutOffException(Throwable cause) {
        super("cut off", cause);
    }
}
