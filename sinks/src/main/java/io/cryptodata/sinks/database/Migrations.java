package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.database.TierDetection.Purpose;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateOutput;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Migrates the database to the newest version of tables and views, and grants its roles their rights on them. Repeating
/// it changes nothing; concurrent runs wait for each other.
public final class Migrations {
    /// How long [#migrate(String, String, String)] waits for a database that is not up yet.
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// the schema of the tables; the schema registry has another one
    private static final String SCHEMA = "public";
    /// the codes of the timeframes that get a view; Flyway repeats the migration of the views when they change
    private static final String TIMEFRAMES_PLACEHOLDER = "longer_timeframes";

    /// whether the schema has tables that belong to no extension
    private static final String FOREIGN_TABLES = """
            SELECT EXISTS (SELECT FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                AND c.relname <> 'flyway_schema_history'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))""";

    private Migrations() {}

    /// The result of a migration.
    ///
    /// @param applied number of migrations that were applied; 0 if the database was up to date
    /// @param version the version of the database afterwards
    /// @param withoutReader why there is no role for reading; empty if there is one
    public record Migrated(DetectedTier tier, int applied, String version, Optional<String> withoutReader) {
        @Override
        public String toString() {
            String done = applied == 0
                    ? "the database is up to date at version %s (%s)".formatted(version, tier)
                    : "%d migrations applied; the database is at version %s (%s)".formatted(applied, version,
                            tier);
            return withoutReader.map(reason -> done + "; " + reason).orElse(done);
        }
    }

    /// Applies pending migrations; waits up to a minute for a database that is not up yet.
    ///
    /// @throws SetupException with the reason in one sentence
    public static Migrated migrate(String jdbcUrl, String user, String password) {
        return migrate(new DatabaseAccess(jdbcUrl, user, password), TIMEOUT);
    }

    /// Applies pending migrations.
    ///
    /// @param timeout how long to wait for a database that is not up yet
    /// @throws SetupException with the reason in one sentence
    public static Migrated migrate(DatabaseAccess database, Duration timeout) {
        return migrate(database, timeout, longerTimeframes(), Purpose.MIGRATE);
    }

    /// Moves tables that were created without TimescaleDB into its hypertables, with all rows, and applies pending
    /// migrations. Changes nothing more on a database that has hypertables.
    ///
    /// @throws SetupException with the reason in one sentence, for example that the server does not load TimescaleDB
    public static Migrated moveToTimescale(DatabaseAccess database, Duration timeout) {
        return migrate(database, timeout, longerTimeframes(), Purpose.MOVE);
    }

    /// @param timeframes codes of the timeframes that get a view
    static Migrated migrate(DatabaseAccess database, Duration timeout, List<String> timeframes, Purpose purpose) {
        return migrate(database, timeframes, DatabaseWait.awaitTier(database, timeout, purpose));
    }

    /// @param detected the tier to install
    static Migrated migrate(DatabaseAccess database, List<String> timeframes, DetectedTier detected) {
        DatabaseTier tier = detected.tier();
        try {
            Flyway flyway = flyway(database, tier, timeframes);
            MigrateResult result = flyway.migrate();
            if (result.migrationsExecuted > 0) {
                runMaintenance(database, tier);
            }
            return new Migrated(detected, result.migrationsExecuted, versionIn(flyway), DatabaseGrants.apply(database));
        } catch (SQLException e) {
            throw new SetupException(
                    "the database %s was migrated, but the rights of its roles could not be granted: %s"
                            .formatted(database, inOneLine(e)),
                    e);
        } catch (FlywayException e) {
            throw new SetupException("the database %s could not be migrated: %s".formatted(database, inOneLine(e)), e);
        }
    }

    /// Why the database is not up to date, one sentence per reason; empty if it is. Changes nothing.
    ///
    /// @throws SetupException if the database does not respond
    public static List<String> check(String jdbcUrl, String user, String password) {
        DatabaseAccess database = new DatabaseAccess(jdbcUrl, user, password);
        DatabaseTier tier = DatabaseWait.awaitTier(database, Duration.ZERO, Purpose.CHECK).tier();
        try {
            return problemsIn(flyway(database, tier, longerTimeframes()));
        } catch (FlywayException e) {
            throw new SetupException("the database %s could not be checked: %s".formatted(database, inOneLine(e)), e);
        }
    }

    /// The tier of a database that responds. Changes nothing.
    ///
    /// @throws SetupException if it does not respond, rejects the login, or is too old
    public static DetectedTier tierOf(DatabaseAccess database) {
        return DatabaseWait.awaitTier(database, Duration.ZERO, Purpose.CHECK);
    }

    private static List<String> longerTimeframes() {
        return Timeframe.LONGER.stream().map(Timeframe::code).toList();
    }

    private static List<String> problemsIn(Flyway flyway) {
        List<String> problems = new ArrayList<>();
        if (flyway.info().applied().length == 0 && !isEmpty(flyway)) {
            return List.of("schema " + SCHEMA + " has tables that no migration created; use an empty database");
        }
        for (MigrationInfo pending : flyway.info().pending()) {
            problems.add("%s is not applied; run ./cda migrate".formatted(nameOf(pending)));
        }
        flyway.validateWithResult().invalidMigrations.stream()
                .filter(invalid -> !isOnlyPending(invalid))
                .forEach(invalid -> problems.add("%s differs from what was applied: %s".formatted(invalid.filepath,
                        invalid.errorDetails.errorMessage)));
        return List.copyOf(problems);
    }

    private static boolean isEmpty(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(FOREIGN_TABLES)) {
            return !found.next() || !found.getBoolean(1);
        } catch (SQLException e) {
            throw new SetupException("the tables of the database cannot be listed: " + inOneLine(e), e);
        }
    }

    private static boolean isOnlyPending(ValidateOutput invalid) {
        return invalid.errorDetails.errorMessage.contains("not applied to database");
    }

    private static String nameOf(MigrationInfo migration) {
        return migration.getVersion() == null
                ? "'" + migration.getDescription() + "'"
                : "version %s '%s'".formatted(migration.getVersion(), migration.getDescription());
    }

    private static String versionIn(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState() == MigrationState.SUCCESS && migration.getVersion() != null)
                .reduce((earlier, later) -> later)
                .map(migration -> migration.getVersion().getVersion())
                .orElse("none");
    }

    private static Flyway flyway(DatabaseAccess database, DatabaseTier tier, List<String> timeframes) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .defaultSchema(SCHEMA)
                .locations(tier.folders().stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                .placeholders(Map.of(TIMEFRAMES_PLACEHOLDER, String.join(" ", timeframes)))
                .load();
    }

    private static void runMaintenance(DatabaseAccess database, DatabaseTier tier) {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            for (String command : tier.maintenance()) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new SetupException("the database %s was migrated, but its maintenance failed: %s".formatted(database,
                    e.getMessage()), e);
        }
    }

    private static String inOneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
