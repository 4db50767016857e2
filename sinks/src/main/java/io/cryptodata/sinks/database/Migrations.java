package io.cryptodata.sinks.database;

import io.cryptodata.service.lifecycle.SetupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateOutput;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Brings the database to the newest version of tables and views. Running it again changes nothing; two at the same time
/// wait for each other.
public final class Migrations {
    /// How long [#migrate(String, String, String)] waits for a database that is not up yet.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /// the schema of the tables; the schema registry has its own
    private static final String SCHEMA = "public";

    private Migrations() {}

    /// What was done.
    ///
    /// @param applied how many migrations ran; 0 if the database was up to date
    /// @param version the version that the database has now
    public record Migrated(DatabaseTier tier, int applied, String version) {
        @Override
        public String toString() {
            return applied == 0
                    ? "the database is up to date at version %s (%s)".formatted(version, tier.label())
                    : "%d migrations applied; the database is at version %s (%s)".formatted(applied, version,
                            tier.label());
        }
    }

    /// Applies what is missing; waits up to a minute for a database that is not up yet.
    ///
    /// @throws SetupException saying in one sentence why it cannot be done
    public static Migrated migrate(String jdbcUrl, String user, String password) {
        return migrate(new DatabaseAccess(jdbcUrl, user, password), PATIENCE);
    }

    /// Applies what is missing.
    ///
    /// @param patience how long to wait for a database that is not up yet
    /// @throws SetupException saying in one sentence why it cannot be done
    public static Migrated migrate(DatabaseAccess database, Duration patience) {
        DatabaseTier tier = DatabaseWait.untilUp(database, patience);
        try {
            MigrateResult result = flyway(database, tier).migrate();
            if (result.migrationsExecuted > 0) {
                runAfterwards(database, tier);
            }
            return new Migrated(tier, result.migrationsExecuted, versionIn(flyway(database, tier)));
        } catch (FlywayException e) {
            throw new SetupException("the database %s could not be migrated: %s".formatted(database, inOneLine(e)), e);
        }
    }

    /// What keeps the database from being up to date, one sentence each; empty if nothing does. Changes nothing.
    ///
    /// @throws SetupException if the database does not answer
    public static List<String> check(String jdbcUrl, String user, String password) {
        DatabaseAccess database = new DatabaseAccess(jdbcUrl, user, password);
        DatabaseTier tier = DatabaseWait.untilUp(database, Duration.ZERO);
        try {
            return problemsIn(flyway(database, tier));
        } catch (FlywayException e) {
            throw new SetupException("the database %s could not be checked: %s".formatted(database, inOneLine(e)), e);
        }
    }

    private static List<String> problemsIn(Flyway flyway) {
        List<String> problems = new ArrayList<>();
        for (MigrationInfo missing : flyway.info().pending()) {
            problems.add("%s is not applied; run ./cda migrate".formatted(nameOf(missing)));
        }
        flyway.validateWithResult().invalidMigrations.stream()
                .filter(invalid -> !isOnlyPending(invalid))
                .forEach(invalid -> problems.add("%s differs from what was applied: %s".formatted(invalid.filepath,
                        invalid.errorDetails.errorMessage)));
        return List.copyOf(problems);
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

    private static Flyway flyway(DatabaseAccess database, DatabaseTier tier) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .defaultSchema(SCHEMA)
                .locations(tier.folders().stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                .load();
    }

    private static void runAfterwards(DatabaseAccess database, DatabaseTier tier) {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            for (String command : tier.afterwards()) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new SetupException(
                    "the database %s was migrated but not tidied up: %s".formatted(database, e.getMessage()), e);
        }
    }

    private static String inOneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
