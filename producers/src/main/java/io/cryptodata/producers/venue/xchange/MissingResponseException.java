package io.cryptodata.producers.venue.xchange;

import java.net.URI;

/// Ends code of XChange's at a request whose response is not there yet.
final class MissingResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final URI address;

    MissingResponseException(URI address) {
        super("no response yet from " + address, null, false, false);
        this.address = address;
    }

    /// Where the response comes from.
    URI address() {
        return address;
    }
}
