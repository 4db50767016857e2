package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A folder of an earlier release, in which every account of the machine was the superuser, is taken over: nobody comes
/// in without a password, and everything is still there.
class EmbeddedDatabaseTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder = Path.of("");

    private static DataFolder data;
    private static EmbeddedDatabase database;
    private static DatabasePasswords passwords;

    @BeforeAll
    static void take_over() throws Exception {
        data = DataFolder.open(folder, 0, _ -> Long.MAX_VALUE);
        DatabaseConfig config = DatabaseConfig.in(data, new LocalPort(LocalPort.free(), "database", "--database-port"))
                .withPrograms(TestRuntime.postgresPrograms());
        OldRelease.create(config);
        passwords = config.passwords();
        database = new EmbeddedDatabase(config);
        database.start();
        Migrations.migrate(database.login(DatabaseRole.OWNER), TIMEOUT);
    }

    @AfterAll
    static void stop() {
        database.close();
        data.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_role_logs_in_with_its_password_alone_and_is_no_superuser(DatabaseRole role) throws SQLException {
        assertThat(query(database.login(role), "SELECT current_user || rolsuper || rolcreaterole || rolcreatedb"
                + " FROM pg_roles WHERE rolname = current_user")).containsExactly(role.sqlName() + "falsefalsefalse");
        for (String wrong : List.of("", "postgres", passwords.of(role).substring(1))) {
            assertThatThrownBy(() -> query(as(role.sqlName(), wrong), "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postgres"})
    void nobody_logs_in_as_the_superuser(String password) {
        assertThatThrownBy(() -> query(as("postgres", password), "SELECT 1")).isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @EnumSource
    void no_role_runs_a_program_or_reads_a_file_of_the_server(DatabaseRole role) {
        for (String statement : List.of("COPY (SELECT 1) TO PROGRAM 'cat'", "SELECT pg_read_file('PG_VERSION')")) {
            assertThatThrownBy(() -> query(database.login(role), statement)).as(statement)
                    .hasFieldOrPropertyWithValue("SQLState", "42501");
        }
    }

    @Test
    void rows_slot_and_schema_of_the_registry_are_still_there() throws SQLException {
        DatabaseAccess owner = database.login(DatabaseRole.OWNER);
        assertThat(query(owner, "SELECT base FROM flags")).containsExactly("BTC");
        assertThat(query(owner, "SELECT slot_name FROM pg_replication_slots")).containsExactly("cda_overrides");
        assertThat(query(database.login(DatabaseRole.REGISTRY), "SELECT name FROM registry.artifacts"))
                .containsExactly("kept");
        assertThat(query(database.login(DatabaseRole.READER), "SELECT base FROM flags")).containsExactly("BTC");
    }

    @Test
    void passwords_are_neither_in_the_list_of_processes_nor_in_a_log() throws IOException {
        String seen = ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse("")).toList()
                + database.describe() + database.login(DatabaseRole.OWNER);
        try (Stream<Path> logs = Files.list(data.logs())) {
            for (Path log : logs.toList()) {
                seen += Files.readString(log);
            }
        }
        assertThat(seen).contains("postgres").doesNotContain(passwords.all().values());
        assertThat(seen).doesNotContain("SCRAM-SHA-256$");
    }

    @Test
    void new_passwords_are_set_where_the_file_was_deleted() throws Exception {
        Files.delete(passwords.file());
        DatabaseConfig config = DatabaseConfig.in(data, new LocalPort(LocalPort.free(), "database", "--database-port"))
                .withPrograms(TestRuntime.postgresPrograms());
        assertThat(config.passwords().all()).isNotEqualTo(passwords.all());
        database.close();
        database = new EmbeddedDatabase(config);
        passwords = config.passwords();
        database.start();
        assertThat(query(database.login(DatabaseRole.READER), "SELECT base FROM flags")).containsExactly("BTC");
    }

    private static DatabaseAccess as(String user, String password) {
        return new DatabaseAccess(database.url(), user, password);
    }

    static List<String> query(DatabaseAccess login, String sql) throws SQLException {
        try (Connection connection = login.connect(); Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet found = statement.getResultSet()) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
            return rows;
        }
    }
}
