package io.cryptodata.api.http;

import io.helidon.webserver.CloseConnectionException;

/// Ends a connection without another byte: the client sees that the response is not whole.
final class CutOffException extends CloseConnectionException {
    private static final long serialVersionUID = 1L;

    CutOffException() {
        super("cut off");
    }
}
