package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Which role may execute which statement. Every statement is executed by every role, and rolled back.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class RoleRightsTest {
    private static final String REFUSED = "42501";
    private static final String ALLOWED = "x";

    /// in the order of the columns
    private static final List<DatabaseRole> ROLES = List.of(DatabaseRole.OWNER, DatabaseRole.WRITER,
            DatabaseRole.REPLICATION, DatabaseRole.REGISTRY, DatabaseRole.READER, DatabaseRole.OPERATOR);

    /// `x` may, `-` is refused
    private static final String STATEMENTS = """
            owner writer replication registry reader operator
            --- what the product does
            x x - - x -  SELECT count(*) FROM h1_data
            x x - - x -  SELECT count(*) FROM h4_data
            x x - - x -  SELECT count(*) FROM gaps
            x x x - x x  SELECT count(*) FROM flags
            x x x - x x  SELECT count(*) FROM asset_declaration
            x x - - - -  INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume) VALUES (1, 'A/B', 'okx', '2026-01-01Z', 1, 1, 1, 1, 1)
            x x - - - -  UPDATE h1_data SET volume = 0
            x x - - - -  DELETE FROM indicators
            x x - - - -  INSERT INTO indicator_versions (last_id, timeframe, closed) VALUES (1, '1h', true)
            x x - - - -  INSERT INTO logs (process, started_at) VALUES ('cleanup', now())
            x x - - - -  INSERT INTO dropped_rows (table_name, dropped_before) VALUES ('cg_data', now())
            x x - - - -  CREATE TEMPORARY TABLE staged (n integer)
            x - x - - -  UPDATE cda_heartbeat SET beat_at = now()
            x - - - - x  INSERT INTO flags (base, flag, value) VALUES ('ETH', 'core', true)
            x - - - - x  DELETE FROM asset_declaration
            x - - - - x  UPDATE flags SET note = 'x'
            x - - - - -  DELETE FROM universe_history
            x - - - - -  DELETE FROM flyway_schema_history
            x - - - - -  CREATE TABLE mine (n integer)
            x - - - - -  CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'
            x - - - - -  CREATE SCHEMA mine
            x - - - - -  ALTER TABLE h1_data ADD COLUMN mine integer
            x - - - - -  ALTER TABLE universe DISABLE TRIGGER USER
            x - - - - -  ALTER VIEW gaps SET (security_barrier = true)
            x - - - - -  TRUNCATE indicators
            x - - - - -  DROP TABLE logs
            x - - - - -  ALTER PUBLICATION cda_overrides ADD TABLE logs
            - - x - - -  SELECT pg_create_logical_replication_slot('rights', 'pgoutput', true)
            - - - x - -  CREATE TABLE registry.artifacts_of_a_test (n integer)
            - - - x - -  SELECT count(*) FROM registry.known
            --- what nobody does
            - - - - - -  SELECT rolpassword FROM pg_authid
            - - - - - -  SELECT pg_read_file('PG_VERSION')
            - - - - - -  SELECT pg_ls_dir('.')
            - - - - - -  SELECT lo_create(0)
            - - - - - -  COPY (SELECT 1) TO PROGRAM 'cat'
            - - - - - -  COPY (SELECT 1) TO '/tmp/cda-rights'
            - - - - - -  SET SESSION AUTHORIZATION postgres
            - - - - - -  SET ROLE postgres
            - - - - - -  CREATE ROLE another
            - - - - - -  ALTER ROLE cda_reader SUPERUSER
            - - - - - -  SELECT pg_reload_conf()
            - - - - - -  SELECT pg_switch_wal()
            - - - - - -  SET session_replication_role = replica
            - - - - - -  LOAD 'auto_explain'
            """;

    private final TestTier tier;
    private final DatabaseAccess database;

    RoleRightsTest(TestTier tier) {
        this.tier = tier;
        this.database = tier.ofRoles();
        TestDatabase.execute(as(DatabaseRole.REGISTRY), "CREATE TABLE registry.known (n integer)");
        TestDatabase.execute(database, "INSERT INTO cda_heartbeat (reader, beat_at) VALUES ('overrides', now())");
    }

    @Test
    void every_role_may_do_what_it_has_to_and_is_refused_the_rest() throws SQLException {
        List<String> lines = STATEMENTS.lines().filter(line -> !line.startsWith("---")).toList();
        assertThat(lines.getFirst()).isEqualTo(String.join(" ",
                ROLES.stream().map(role -> role.sqlName().replace("cda_", "")).toList()));
        SoftAssertions all = new SoftAssertions();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(" +", ROLES.size() + 1);
            for (int column = 0; column < ROLES.size(); column++) {
                DatabaseRole role = ROLES.get(column);
                all.assertThat(resultOf(columns[ROLES.size()], role))
                        .as("%s, %s: %s", tier, role.sqlName(), columns[ROLES.size()])
                        .isEqualTo(columns[column].equals(ALLOWED) ? ALLOWED : REFUSED);
            }
        }
        all.assertAll();
    }

    /// @return [#ALLOWED], or the state of the refusal
    private String resultOf(String statement, DatabaseRole role) throws SQLException {
        try (Connection connection = as(role).connect(); Statement session = connection.createStatement()) {
            // the reader's sessions start read-only, by a setting that it can change
            session.execute("SET default_transaction_read_only = off");
            connection.setAutoCommit(false);
            try {
                session.execute(statement);
                return ALLOWED;
            } catch (SQLException e) {
                return REFUSED.equals(e.getSQLState()) ? REFUSED : e.getSQLState() + " " + e.getMessage();
            } finally {
                connection.rollback();
            }
        }
    }

    private DatabaseAccess as(DatabaseRole role) {
        return TestTier.as(role, database);
    }
}
