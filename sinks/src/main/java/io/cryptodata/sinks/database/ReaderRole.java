package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;

import java.util.List;
import java.util.stream.Stream;

/// The role of analysts: it reads and writes nothing, and cannot occupy the server.
final class ReaderRole {
    private static final String LIMITS = "/db/access/reader.sql";

    private ReaderRole() {}

    /// Statements that create it without the right to log in, which an administrator grants with a password.
    static List<String> creation() {
        return Stream.concat(Stream.of("CREATE ROLE " + DatabaseRole.READER.sqlName()), limits().stream()).toList();
    }

    /// Statements that limit the role, which exists: a session starts read-only, a statement ends after five minutes, an
    /// idle transaction after ten, and at most 20 sessions are open.
    static List<String> limits() {
        return SqlFile.statements(LIMITS);
    }
}
