package io.cryptodata.sinks.database;

import io.cryptodata.service.lifecycle.SetupException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Detects the tier of a database. Creates TimescaleDB's extension only where its library is loaded: elsewhere the server
/// would end the connection.
final class TierDetection {
    /// the oldest release in whose Apache edition the migrations were run
    private static final Version OLDEST_APACHE = new Version(2, 19, 3);
    /// earlier ones may lose the newest bucket when a part of a continuous aggregate is refreshed
    private static final Version OLDEST_COMMUNITY = new Version(2, 29, 2);
    private static final String EXTENSION = "timescaledb";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    // the loader defines this setting; unlike shared_preload_libraries, every role may read it
    private static final String SERVER = """
            SELECT (SELECT default_version FROM pg_available_extensions WHERE name = 'timescaledb'),
                   current_setting('timescaledb.disable_load', true) IS NOT NULL,
                   (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
                   to_regclass('public.h1_data') IS NOT NULL""";
    private static final String IS_HYPERTABLE = """
            SELECT EXISTS (SELECT FROM timescaledb_information.hypertables
                           WHERE hypertable_schema = 'public' AND hypertable_name = 'h1_data')""";

    /// the launcher, a scheduler per database, the policies of seven aggregates and of the columnstore, and parallel queries
    private static final int LEAST_WORKERS = 16;
    /// the policies of the aggregates, and one more job
    private static final int LEAST_BACKGROUND_WORKERS = 8;

    private TierDetection() {}

    /// What the caller wants of a database.
    enum Purpose {
        /// To read: nothing is changed.
        CHECK,
        /// To create or upgrade the tables: tables that were created without TimescaleDB stay as they are.
        MIGRATE,
        /// To move tables that were created without TimescaleDB into hypertables.
        MOVE
    }

    private record Version(int major, int minor, int patch) implements Comparable<Version> {
        static Version of(String text) {
            String[] parts = text.split("[.-]");
            return new Version(number(parts, 0), number(parts, 1), number(parts, 2));
        }

        private static int number(String[] parts, int index) {
            return index < parts.length && parts[index].matches("[0-9]{1,6}") ? Integer.parseInt(parts[index]) : 0;
        }

        @Override
        public int compareTo(Version other) {
            int byMajor = Integer.compare(major, other.major);
            int byMinor = Integer.compare(minor, other.minor);
            return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    private record Server(Optional<String> available, boolean loaded, Optional<String> created, boolean hasTables) {}

    /// @throws SetupException if TimescaleDB is there and cannot be used, with the remedy
    static DetectedTier tierOf(Connection connection, Purpose purpose) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Server server = server(statement);
            if (server.available.isEmpty()) {
                return withoutTimescale(purpose, "the server has no TimescaleDB");
            }
            if (!server.loaded) {
                return withoutTimescale(purpose, "TimescaleDB " + server.available.get()
                        + " is installed, but not loaded; to use it, add timescaledb to shared_preload_libraries and restart the server");
            }
            if (server.hasTables && purpose != Purpose.MOVE
                    && (server.created.isEmpty() || !isTrue(statement, IS_HYPERTABLE))) {
                return new DetectedTier(DatabaseTier.PLAIN,
                        "its tables were created without TimescaleDB; ./cda migrate --to-timescaledb moves them");
            }
            if (server.created.isEmpty()) {
                if (purpose == Purpose.CHECK) {
                    return new DetectedTier(DatabaseTier.PLAIN,
                            "TimescaleDB " + server.available.get() + " is loaded, and not yet used by this database");
                }
                create(statement, server.available.get());
            }
            return edition(statement);
        }
    }

    private static DetectedTier withoutTimescale(Purpose purpose, String reason) {
        if (purpose == Purpose.MOVE) {
            throw new SetupException("the tables cannot be moved to TimescaleDB: " + reason);
        }
        return new DetectedTier(DatabaseTier.PLAIN, reason);
    }

    private static Server server(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return new Server(Optional.ofNullable(row.getString(1)), row.getBoolean(2),
                    Optional.ofNullable(row.getString(3)), row.getBoolean(4));
        }
    }

    private static void create(Statement statement, String version) throws SQLException {
        try {
            statement.execute("CREATE EXTENSION IF NOT EXISTS " + EXTENSION);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new SetupException(
                        "TimescaleDB %s is loaded, but this login may not create its extension: have the owner of the database run CREATE EXTENSION timescaledb"
                                .formatted(version),
                        e);
            }
            throw e;
        }
    }

    private static DetectedTier edition(Statement statement) throws SQLException {
        String version = text(statement, "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'");
        String license = text(statement, "SELECT current_setting('timescaledb.license', true)");
        boolean community = "timescale".equals(license);
        Version oldest = community ? OLDEST_COMMUNITY : OLDEST_APACHE;
        if (Version.of(version).compareTo(oldest) < 0) {
            throw new SetupException(
                    "TimescaleDB %s is too old: %s or newer is required; install it, restart the server, and run ALTER EXTENSION timescaledb UPDATE"
                            .formatted(version, oldest));
        }
        if (community) {
            Optional<String> problem = workerProblem(number(statement, "max_worker_processes"),
                    number(statement, "timescaledb.max_background_workers"));
            if (problem.isPresent()) {
                throw new SetupException(problem.get());
            }
        }
        return new DetectedTier(community ? DatabaseTier.COMMUNITY : DatabaseTier.APACHE,
                "TimescaleDB " + version + " with timescaledb.license = " + license);
    }

    /// Why the refresh policies would not run; empty if they do.
    static Optional<String> workerProblem(int workers, int backgroundWorkers) {
        return workers >= LEAST_WORKERS && backgroundWorkers >= LEAST_BACKGROUND_WORKERS
                ? Optional.empty()
                : Optional.of(
                        "the server has too few worker processes for the refresh policies: max_worker_processes is %d and must be at least %d (better 32), timescaledb.max_background_workers is %d and must be at least %d; set them in postgresql.conf and restart the server"
                                .formatted(workers, LEAST_WORKERS, backgroundWorkers, LEAST_BACKGROUND_WORKERS));
    }

    private static int number(Statement statement, String setting) throws SQLException {
        return Integer.parseInt(text(statement, "SELECT current_setting('" + setting + "')"));
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
