package io.cryptodata.allinone.benchmark;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// A new database with all tables and views, of the tier of its server. Closing drops it.
///
/// @param tier the name of the tier
/// @param isCommunity whether its longer candles are continuous aggregates
record StoreServer(String tier, boolean isCommunity, DatabaseAccess access, AutoCloseable server)
        implements
            AutoCloseable {
    private static final String COMMUNITY_URL = "CDA_TEST_DATABASE_URL";

    /// A plain PostgreSQL, durable, with a gigabyte of shared buffers.
    static StoreServer plain() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB").setServerConfig("shared_buffers", "1GB")
                .setLocaleConfig("locale", "C").start();
        return migrated(new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres",
                "postgres"), server);
    }

    /// A database on the server with TimescaleDB that `CDA_TEST_DATABASE_URL` names; empty where that is unset.
    static Optional<StoreServer> community() throws SQLException {
        String url = System.getenv(COMMUNITY_URL);
        if (url == null || url.isBlank()) {
            System.out.println("SKIPPED: " + COMMUNITY_URL + " names no server with TimescaleDB Community");
            return Optional.empty();
        }
        DatabaseAccess server = DatabaseAccess.of(url, new DatabaseAccess(url, "postgres", ""));
        String name = "cda_benchmark_" + ProcessHandle.current().pid();
        execute(server, "CREATE DATABASE " + name);
        StoreServer created = migrated(
                new DatabaseAccess(server.url().replaceFirst("/[^/?]*(?=$|\\?)", "/" + name), server.user(),
                        server.password()),
                () -> execute(server, "DROP DATABASE " + name + " WITH (FORCE)"));
        // the benchmark stores the longer candles itself
        created.execute(
                "SELECT delete_job(job_id) FROM timescaledb_information.jobs WHERE hypertable_name IS NOT NULL");
        return Optional.of(created);
    }

    private static StoreServer migrated(DatabaseAccess access, AutoCloseable server) {
        Migrations.Migrated migrated = Migrations.migrate(access, Duration.ofSeconds(30));
        return new StoreServer(migrated.tier().tier().label(), migrated.tier().tier().name().equals("COMMUNITY"),
                access, server);
    }

    void execute(String... statements) throws SQLException {
        execute(access, statements);
    }

    private static void execute(DatabaseAccess access, String... statements) throws SQLException {
        try (Connection connection = access.connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the database of " + tier + " could not be removed", e);
        }
    }
}
