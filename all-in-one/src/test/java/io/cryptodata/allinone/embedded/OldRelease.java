package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// The database of a release whose PostgreSQL trusted every account of the machine.
final class OldRelease {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private OldRelease() {}

    /// Creates the cluster, with rows, a replication slot and the registry's tables, and kills its server.
    static void create(DatabaseConfig config) throws Exception {
        PostgresFiles programs = PostgresFiles.unpackedIn(config.programs());
        OrdinaryUser user = OrdinaryUser.find(programs.root(), config.home());
        user.handOver(config.home(), config.logs());
        new PostgresCluster(config.data()).create(programs, user, config.logs().resolve("postgres-init.log"));
        Files.writeString(config.data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        List<String> command = new ArrayList<>(List.of(programs.program("postgres"), "-D", config.data().toString()));
        command.addAll(PostgresConfig.arguments(config));
        ChildProcess server = ChildProcess.start(new ChildProcess.Launch("database", user.command(command),
                config.logs().resolve("postgres-start.log"), config.pidFile(), Signal.QUIT, Signal.KILL));
        try {
            DatabaseAccess maintenance = new DatabaseAccess(config.url("postgres"), "postgres", "");
            assertThat(Await.until(() -> responds(maintenance), TIMEOUT)).isTrue();
            EmbeddedDatabaseTest.query(maintenance, "CREATE DATABASE " + DatabaseConfig.DATABASE);
            DatabaseAccess old = new DatabaseAccess(config.url(DatabaseConfig.DATABASE), "postgres", "");
            Migrations.migrate(old, TIMEOUT);
            EmbeddedDatabaseTest.query(old, """
                    CREATE SCHEMA registry;
                    CREATE TABLE registry.artifacts AS SELECT 'kept' AS name;
                    INSERT INTO flags (base, flag, value) VALUES ('BTC', 'core', true)""");
            EmbeddedDatabaseTest.query(old, "COPY flags TO PROGRAM 'cat >/dev/null'");
            EmbeddedDatabaseTest.query(old, "SELECT pg_create_logical_replication_slot('cda_overrides', 'pgoutput')");
        } finally {
            server.stop(TIMEOUT);
        }
    }

    private static boolean responds(DatabaseAccess login) {
        try {
            return !EmbeddedDatabaseTest.query(login, "SELECT 1").isEmpty();
        } catch (SQLException notYet) {
            return false;
        }
    }
}
