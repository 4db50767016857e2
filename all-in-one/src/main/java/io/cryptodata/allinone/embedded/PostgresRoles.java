package io.cryptodata.allinone.embedded;

import io.cryptodata.sinks.database.RoleScripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The roles of the embedded database, their passwords, and the database itself. They are set up by the superuser in
/// [single-user mode](https://www.postgresql.org/docs/17/app-postgres.html), while no server runs: the superuser has no
/// password, and nobody can log in as it.
///
/// @param config of the server, which does not run
record PostgresRoles(DatabaseConfig config) {
    /// the recovery after a crash comes first
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final String FIND_DATABASE = "SELECT 'found ' || datname AS result FROM pg_database WHERE datname = '"
            + DatabaseConfig.DATABASE + "'";
    private static final String FOUND = "\"found " + DatabaseConfig.DATABASE + "\"";
    private static final String CREATE_DATABASE = "CREATE DATABASE " + DatabaseConfig.DATABASE + " OWNER cda_owner";

    /// Sets up what differs from what was set up last: at the first start, after an upgrade, and with new passwords.
    ///
    /// @throws StartException if PostgreSQL refuses
    void setUp(PostgresFiles programs, OrdinaryUser user) {
        String wanted = fingerprint();
        try {
            if (wanted.equals(lastSetUp())) {
                return;
            }
            List<String> first = new ArrayList<>(RoleScripts.roles(config.passwords()::of));
            first.add(FIND_DATABASE);
            if (!run(programs, user, MAINTENANCE_DATABASE, first).contains(FOUND)) {
                run(programs, user, MAINTENANCE_DATABASE, List.of(CREATE_DATABASE));
            }
            run(programs, user, DatabaseConfig.DATABASE, RoleScripts.ownership());
            Files.writeString(record(), wanted);
        } catch (IOException failed) {
            throw new StartException("The roles of PostgreSQL could not be set up: " + failed.getMessage() + ".",
                    failed);
        }
    }

    /// The next start sets up the roles again.
    void forget() {
        try {
            Files.deleteIfExists(record());
        } catch (IOException failed) {
            throw new StartException("The file " + record() + " cannot be deleted: " + failed.getMessage() + ".",
                    failed);
        }
    }

    /// @return what PostgreSQL printed
    private String run(PostgresFiles programs, OrdinaryUser user, String database, List<String> statements)
            throws IOException {
        Path log = config.logs().resolve("postgres-roles.log");
        List<String> command = new ArrayList<>(List.of(programs.program("postgres"), "--single", "-D",
                config.data().toString()));
        command.addAll(PostgresConfig.arguments(config));
        command.addAll(List.of("-c", "logging_collector=off", "-c", "exit_on_error=on", "-j", database));
        if (!Programs.succeeds(user.command(command), input(statements), log, TIMEOUT)) {
            throw new StartException("PostgreSQL could not set up its roles in " + config.data()
                    + "; the reason is in " + log + ".");
        }
        return Files.readString(log);
    }

    /// A statement ends with a semicolon before an empty line, so that it must not contain one.
    private static String input(List<String> statements) {
        return statements.stream().map(statement -> statement.replaceAll("\\n\\s*\\n", "\n") + ";\n\n")
                .collect(Collectors.joining());
    }

    private Path record() {
        return config.home().resolve("roles.sha256");
    }

    private String lastSetUp() throws IOException {
        try {
            return Files.readString(record());
        } catch (NoSuchFileException never) {
            return "";
        }
    }

    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(RoleScripts.version().getBytes(StandardCharsets.UTF_8));
            config.passwords().all().forEach((role, password) -> digest
                    .update((role.sqlName() + "=" + password + ";").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
