package io.cryptodata.sinks.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Schemas of earlier releases: today's versioned migrations up to a number, and the repeatable ones of that release from
/// `db/released`.
enum ReleasedSchema {
    /// Every longer timeframe is a view over the hours.
    V10("10"),
    /// Longer candles are stored, or continuous aggregates, on every tier; no row has `known_at`.
    V11("11");

    private final String version;

    ReleasedSchema(String version) {
        this.version = version;
    }

    /// Installs the schema in an empty database.
    void install(DatabaseAccess database, DatabaseTier tier) {
        if (tier != DatabaseTier.PLAIN) {
            TestDatabase.execute(database, "CREATE EXTENSION IF NOT EXISTS timescaledb");
        }
        flyway(database, List.of("db/migration")).target(version).repeatableSqlMigrationPrefix("none").load().migrate();
        flyway(database, repeatable(tier)).validateOnMigrate(false).load().migrate();
    }

    private List<String> repeatable(DatabaseTier tier) {
        String folder = "db/released/" + version;
        return this == V10
                ? List.of("db/released/11/common", folder)
                : Stream.concat(Stream.of(folder + "/common"), tier.folders().stream()
                        .filter(each -> each.startsWith("db/tier")).map(each -> each.replace("db/tier", folder)))
                        .toList();
    }

    private static FluentConfiguration flyway(DatabaseAccess database, List<String> folders) {
        return Flyway.configure().dataSource(database.url(), database.user(), database.password())
                .locations(folders.stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                .placeholders(Map.of("longer_timeframes", "2h 4h 12h 1d 3d 1w 1m"));
    }
}
