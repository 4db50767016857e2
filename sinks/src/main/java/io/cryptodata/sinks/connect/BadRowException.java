package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.errors.DataException;

/// This record can never become a row, whenever it is tried again. The message says why.
final class BadRowException extends DataException {
    BadRowException(String message) {
        super(message);
    }

    BadRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
