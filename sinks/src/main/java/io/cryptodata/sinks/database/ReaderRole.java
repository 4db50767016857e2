package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;

import java.util.List;
import java.util.stream.Stream;

/// The role of analysts: it reads and writes nothing, and cannot occupy the server.
final class ReaderRole {
    private static final String NAME = DatabaseRole.READER.sqlName();
    private static final String MOST_SESSIONS = "20";

    private ReaderRole() {}

    /// Statements that create it without the right to log in, which an administrator grants with a password.
    static List<String> creation() {
        return Stream.concat(Stream.of("CREATE ROLE " + NAME), limits().stream()).toList();
    }

    /// Statements that limit the role, which exists: a session starts read-only, a statement ends after five minutes, an
    /// idle transaction after ten, and at most 20 sessions are open.
    static List<String> limits() {
        return List.of(
                "ALTER ROLE " + NAME + " CONNECTION LIMIT " + MOST_SESSIONS,
                "ALTER ROLE " + NAME + " SET default_transaction_read_only = on",
                "ALTER ROLE " + NAME + " SET statement_timeout = '5min'",
                "ALTER ROLE " + NAME + " SET idle_in_transaction_session_timeout = '10min'");
    }
}
