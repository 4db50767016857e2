package io.cryptodata.allinone.benchmark;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// A durable PostgreSQL with the settings of the embedded run, all tables and views. Closing deletes it.
final class MeasuredDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final DatabaseAccess access;

    MeasuredDatabase() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "2GB").setServerConfig("shared_buffers", "256MB")
                .setLocaleConfig("locale", "C").start();
        access = new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres",
                "postgres");
        Migrations.migrate(access, Duration.ofSeconds(30));
    }

    DatabaseAccess access() {
        return access;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = access.connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
