package io.cryptodata.api.database;

import java.sql.SQLException;

/// The database rejected a bound value, for example a text that is no time.
public final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidValueException(SQLException cause) {
        super("the database rejects a value", cause);
    }
}
