package io.cryptodata.sinks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One embedded PostgreSQL for all tests of this module, with a new database for each caller.
public final class TestDatabase {
    /// how long a server may take to start on a busy machine
    public static final Duration STARTUP_WAIT = Duration.ofMinutes(2);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final MigratedTemplate MIGRATED = new MigratedTemplate();

    private TestDatabase() {}

    private static final class Server {
        private static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("cda-test-postgres-");
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(STARTUP_WAIT)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("wal_level", "logical")
                        .setLocaleConfig("locale", "C")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Does not wait until the files of all databases are deleted, which takes longer than surefire waits for its process.
        private static void stop(EmbeddedPostgres server, Path folder) {
            try {
                server.close();
                new ProcessBuilder("rm", "-rf", folder.toString()).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The embedded server's first database.
    public static DatabaseAccess server() {
        return accessTo(Server.ONE, "postgres");
    }

    /// An empty database.
    public static DatabaseAccess empty() {
        String name = "test" + COUNT.incrementAndGet();
        DatabaseAccess server = accessTo(Server.ONE, "postgres");
        execute(server, "CREATE DATABASE " + name);
        return accessTo(Server.ONE, name);
    }

    /// A database with all tables and views.
    public static DatabaseAccess migrated() {
        String name = "test" + COUNT.incrementAndGet();
        MIGRATED.copyTo(server(), name);
        return accessTo(Server.ONE, name);
    }

    /// An empty database that belongs to a new role.
    static DatabaseAccess ownedBy(String role, String attributes) {
        DatabaseAccess database = empty();
        execute(database, "CREATE ROLE " + role + " " + attributes);
        execute(database, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO " + role
                + "', current_database()); END $$");
        return new DatabaseAccess(database.url(), role, "");
    }

    /// The roles of the embedded database.
    static void createRoles() {
        DatabaseAccess server = accessTo(Server.ONE, "postgres");
        RoleScripts.roles().forEach(statement -> execute(server, statement));
    }

    /// Runs `work` on the server while it has no role for reading.
    static void withoutReader(Runnable work) {
        DatabaseAccess server = accessTo(Server.ONE, "postgres");
        execute(server, "ALTER ROLE cda_reader RENAME TO cda_reader_aside");
        try {
            work.run();
        } finally {
            if (!rows(server, "SELECT FROM pg_roles WHERE rolname = 'cda_reader'").isEmpty()) {
                execute(server, "ALTER ROLE cda_reader RENAME TO cda_reader_of_" + COUNT.incrementAndGet());
            }
            execute(server, "ALTER ROLE cda_reader_aside RENAME TO cda_reader");
        }
    }

    /// Another database of the same server, with the same login.
    static DatabaseAccess named(DatabaseAccess database, String name) {
        return new DatabaseAccess(database.url().replaceFirst("/[^/?]*(?=$|\\?)", "/" + name), database.user(),
                database.password());
    }

    /// Address and login of a database of that server.
    public static DatabaseAccess accessTo(EmbeddedPostgres server, String name) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name), "postgres",
                "postgres");
    }

    /// Runs statements, separated by semicolons.
    public static void execute(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The rows of a query, columns as text separated by `|`, null as `∅`.
    public static List<String> rows(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String value = result.getString(column);
                    row.add(value == null ? "∅" : value);
                }
                rows.add(String.join("|", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
