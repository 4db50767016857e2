package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the roles of the database can do, and what they cannot.
class RolesTest {
    private static final String FORBIDDEN = "42501";

    private static DatabaseAccess database;

    @BeforeAll
    static void create() {
        TestDatabase.createRoles();
        database = migratedNow();
        TestDatabase.execute(database, "INSERT INTO flags (base, flag, value) VALUES ('BTC', 'core', true)");
    }

    /// With the rights of the roles that exist now.
    private static DatabaseAccess migratedNow() {
        DatabaseAccess empty = TestDatabase.empty();
        Migrations.migrate(empty, Duration.ZERO);
        return empty;
    }

    @Test
    void the_reader_reads_every_table_and_view_also_those_created_later() {
        DatabaseAccess reader = as(DatabaseRole.READER);
        for (String relation : TestDatabase.rows(database, "SELECT relname FROM pg_class"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')")) {
            assertThat(TestDatabase.rows(reader, "SELECT count(*) FROM " + relation)).as(relation).hasSize(1);
        }
        TestDatabase.execute(database, "CREATE TABLE added_later AS SELECT 7 AS n");
        TestDatabase.execute(database, "CREATE VIEW seen_later AS SELECT n + 1 AS n FROM added_later");
        assertThat(TestDatabase.rows(reader, "SELECT a.n, s.n FROM added_later a, seen_later s"))
                .containsExactly("7|8");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO flags (base, flag, value) VALUES ('ETH', 'core', true)",
            "UPDATE h1_data SET volume = 0",
            "DELETE FROM flags",
            "TRUNCATE flags",
            "COPY flags TO PROGRAM 'cat'",
            "COPY flags FROM PROGRAM 'id'",
            "SELECT pg_read_file('PG_VERSION')",
            "SELECT * FROM pg_ls_dir('.')",
            "SELECT lo_import('PG_VERSION')",
            "SELECT rolpassword FROM pg_authid",
            "SELECT pg_drop_replication_slot('cda_overrides')",
            "CREATE TABLE mine (n int)",
            "ALTER TABLE h1_data ADD COLUMN mine int",
            "SET ROLE cda_owner",
            "ALTER SYSTEM SET fsync = off"})
    void the_reader_is_refused_also_where_it_leaves_read_only(String forbidden) throws SQLException {
        try (Connection connection = as(DatabaseRole.READER).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            assertThatThrownBy(() -> statement.execute(forbidden))
                    .hasFieldOrPropertyWithValue("SQLState", FORBIDDEN);
        }
    }

    @Test
    void a_session_of_the_reader_starts_read_only_and_limited() {
        assertThat(TestDatabase.rows(as(DatabaseRole.READER), "SELECT current_setting('default_transaction_read_only'),"
                + " current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')"))
                .containsExactly("on|5min|10min");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO flags (base, flag, value) VALUES ('ETH', 'core', true)",
            "DELETE FROM flyway_schema_history",
            "CREATE TABLE mine (n int)",
            "DROP TABLE h1_data",
            "COPY flags TO PROGRAM 'cat'",
            "SELECT pg_read_file('PG_VERSION')"})
    void the_writer_is_refused_what_no_sink_does(String statement) {
        assertThatThrownBy(() -> TestDatabase.execute(as(DatabaseRole.WRITER), statement))
                .cause().hasFieldOrPropertyWithValue("SQLState", FORBIDDEN);
    }

    @Test
    void the_writer_writes_candles_and_process_runs() {
        DatabaseAccess writer = as(DatabaseRole.WRITER);
        TestDatabase.execute(writer, """
                INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume)
                VALUES (1, 'BTC/USDT', 'binance', '2026-01-01T00:00Z', 1, 1, 1, 1, 1)""");
        TestDatabase.execute(writer, "INSERT INTO logs (process, started_at) VALUES ('cleanup', now())");
        assertThat(TestDatabase.rows(writer, "SELECT count(*) FROM candle_markets")).containsExactly("1");
        TestDatabase.execute(writer, "DELETE FROM indicators");
    }

    @Test
    void the_writer_writes_intervals_through_the_tables_only_and_the_reader_asks_for_a_moment() {
        DatabaseAccess writer = as(DatabaseRole.WRITER);
        TestDatabase.execute(writer,
                """
                        INSERT INTO asset_listing (asset, exchange, "timestamp", status, first_seen, last_seen)
                        VALUES ('BTC/USDT', 'okx', '2026-01-02Z', 'TRADING', '2026-01-01Z', '2026-01-02Z');
                        UPDATE asset_listing SET status = 'DELISTED', "timestamp" = '2026-01-03Z', last_seen = '2026-01-03Z'""");
        assertThat(TestDatabase.rows(as(DatabaseRole.READER),
                "SELECT exchange, asset, status, traded, tracked FROM universe_at('2026-01-02 12:00Z')"))
                .containsExactly("okx|BTC/USDT|TRADING|t|f");
        for (String table : new String[]{"asset_listing_history", "universe_history"}) {
            assertThatThrownBy(() -> TestDatabase.execute(writer, "DELETE FROM " + table)).as(table)
                    .cause().hasFieldOrPropertyWithValue("SQLState", FORBIDDEN);
        }
    }

    @Test
    void the_replication_role_reads_the_operators_tables_and_beats_and_nothing_else() {
        DatabaseAccess replication = as(DatabaseRole.REPLICATION);
        assertThat(TestDatabase.rows(replication, "SELECT base FROM flags")).containsExactly("BTC");
        TestDatabase.execute(replication, "INSERT INTO cda_heartbeat (reader, beat_at) VALUES ('overrides', now())"
                + " ON CONFLICT (reader) DO UPDATE SET beat_at = excluded.beat_at");
        for (String statement : new String[]{"SELECT * FROM h1_data", "DELETE FROM flags",
                "SELECT pg_read_file('PG_VERSION')"}) {
            assertThatThrownBy(() -> TestDatabase.execute(replication, statement)).as(statement)
                    .cause().hasFieldOrPropertyWithValue("SQLState", FORBIDDEN);
        }
    }

    @Test
    void a_database_of_an_earlier_release_gets_its_owners_and_keeps_its_rows() {
        DatabaseAccess old = migratedNow();
        TestDatabase.execute(old, """
                CREATE SCHEMA registry;
                CREATE TABLE registry.artifacts (id bigserial PRIMARY KEY, name text);
                CREATE SEQUENCE registry.numbers;
                CREATE SCHEMA notebooks;
                CREATE VIEW notebooks.newest AS SELECT max("timestamp") AS t FROM h1_data;
                CREATE TYPE notebooks.side AS ENUM ('buy', 'sell');
                INSERT INTO flags (base, flag, value) VALUES ('BTC', 'core', true)""");
        for (int time = 0; time < 2; time++) {
            RoleScripts.ownership().forEach(statement -> TestDatabase.execute(old, statement));
        }
        assertThat(TestDatabase.rows(old, """
                SELECT nspname, string_agg(DISTINCT relowner::regrole::text, ' ') FROM pg_class
                JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'registry', 'notebooks')
                GROUP BY nspname ORDER BY nspname"""))
                .containsExactly("notebooks|cda_owner", "public|cda_owner", "registry|cda_registry");
        assertThat(TestDatabase.rows(old,
                """
                        SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'notebooks'
                        UNION ALL SELECT pubowner::regrole FROM pg_publication
                        UNION ALL SELECT datdba::regrole FROM pg_database WHERE datname = current_database()
                        UNION ALL SELECT DISTINCT proowner::regrole FROM pg_proc WHERE pronamespace = 'public'::regnamespace"""))
                .hasSize(4).containsOnly("cda_owner");
        DatabaseAccess owner = new DatabaseAccess(old.url(), "cda_owner", "");
        assertThat(Migrations.migrate(owner, Duration.ZERO).applied()).isZero();
        assertThat(TestDatabase.rows(new DatabaseAccess(old.url(), "cda_reader", ""), "SELECT base FROM flags"))
                .containsExactly("BTC");
        assertThat(TestDatabase.rows(old, "SELECT has_database_privilege('cda_reader', current_database(), 'TEMP'),"
                + " has_schema_privilege('cda_reader', 'registry', 'USAGE'),"
                + " has_function_privilege('cda_reader', 'lo_create(oid)', 'EXECUTE')")).containsExactly("f|f|f");
    }

    @Test
    void the_statements_of_the_roles_contain_no_password() {
        assertThat(String.join("\n", RoleScripts.roles(role -> "password-of-" + role)))
                .contains("ALTER ROLE cda_reader PASSWORD 'SCRAM-SHA-256$").doesNotContain("password-of-");
    }

    @Test
    void an_owner_that_may_create_roles_creates_the_reader_without_a_login() {
        DatabaseAccess own = TestDatabase.ownedBy("may_create", "LOGIN CREATEROLE");
        TestDatabase.withoutReader(() -> {
            Migrations.Migrated migrated = Migrations.migrate(own, Duration.ZERO);
            assertThat(migrated.withoutReader()).isEmpty();
            assertThat(
                    TestDatabase.rows(own, "SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'cda_reader'"))
                    .containsExactly("f|f");
            assertThat(TestDatabase.rows(own, "SELECT has_table_privilege('cda_reader', 'h4_data', 'SELECT'),"
                    + " has_table_privilege('cda_reader', 'h1_data', 'INSERT')")).containsExactly("t|f");
        });
    }

    @Test
    void without_the_right_to_create_roles_the_result_has_the_reason_in_one_sentence() {
        DatabaseAccess own = TestDatabase.ownedBy("may_not_create", "LOGIN");
        TestDatabase.withoutReader(() -> assertThat(Migrations.migrate(own, Duration.ZERO)).asString().endsWith(
                "; there is no role cda_reader for reading, because may_not_create may not create roles: have an"
                        + " administrator create it (CREATE ROLE cda_reader), and run ./cda migrate again"));
    }

    private static DatabaseAccess as(DatabaseRole role) {
        return new DatabaseAccess(database.url(), role.sqlName(), "");
    }
}
