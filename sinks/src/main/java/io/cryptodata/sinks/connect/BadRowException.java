package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.errors.DataException;

/// The record cannot become a row, however often it is retried. The message is the reason.
final class BadRowException extends DataException {
    BadRowException(String message) {
        super(message);
    }

    BadRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
