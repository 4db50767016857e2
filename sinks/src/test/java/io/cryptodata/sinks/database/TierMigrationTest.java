package io.cryptodata.sinks.database;

import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Which tier is installed, and the way from one to another.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class TierMigrationTest {
    private static final String HYPERTABLES = "SELECT hypertable_name FROM timescaledb_information.hypertables "
            + "WHERE hypertable_schema = 'public' ORDER BY 1";

    private final TestTier server;

    TierMigrationTest(TestTier server) {
        this.server = server;
    }

    @Test
    void the_tier_of_the_server_is_installed_and_reported_with_its_reason() {
        DatabaseAccess database = server.empty();
        Migrations.Migrated first = Migrations.migrate(database, Duration.ZERO);
        Migrations.Migrated second = Migrations.migrate(database, Duration.ZERO);
        assertThat(first.tier().tier()).isEqualTo(server.tier());
        assertThat(first.toString()).contains(server.tier().label()).contains(first.tier().reason());
        assertThat(second.tier().tier()).isEqualTo(server.tier());
        assertThat(second.applied()).isZero();
        assertThat(Migrations.check(database.url(), database.user(), database.password())).isEmpty();
    }

    @Test
    void the_large_tables_are_hypertables() {
        assumeTrue(server.tier() != DatabaseTier.PLAIN, "plain PostgreSQL has no hypertables");
        assertThat(TestDatabase.rows(server.migrated(), HYPERTABLES)).containsExactly("cg_data", "h1_data",
                "indicators");
    }

    @Test
    void every_table_view_column_and_function_has_a_comment() {
        assertThat(TestDatabase.rows(server.migrated(), """
                SELECT c.relname, NULL FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm')
                    AND c.relname <> 'flyway_schema_history' AND obj_description(c.oid, 'pg_class') IS NULL
                UNION ALL
                SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm')
                    AND c.relname <> 'flyway_schema_history' AND a.attnum > 0 AND NOT a.attisdropped
                    AND col_description(c.oid, a.attnum) IS NULL
                UNION ALL
                SELECT f.proname, NULL FROM pg_proc f
                WHERE f.pronamespace = 'public'::regnamespace AND obj_description(f.oid, 'pg_proc') IS NULL
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
                        AND d.objid = f.oid AND d.deptype = 'e')""")).isEmpty();
    }

    @Test
    void a_check_changes_nothing() {
        DatabaseAccess database = server.empty();
        assertThat(Migrations.check(database.url(), database.user(), database.password())).isNotEmpty();
        assertThat(TestDatabase.rows(database, "SELECT extname FROM pg_extension WHERE extname = 'timescaledb'"))
                .isEmpty();
    }

    @Test
    void too_few_worker_processes_are_named_with_what_to_do() {
        assertThat(TierDetection.workerProblem(16, 8)).isEmpty();
        assertThat(TierDetection.workerProblem(8, 16)).hasValueSatisfying(
                problem -> assertThat(problem).contains("max_worker_processes is 8 and must be at least 16")
                        .contains("restart the server"));
        assertThat(TierDetection.workerProblem(32, 4)).hasValueSatisfying(
                problem -> assertThat(problem).contains("timescaledb.max_background_workers is 4"));
    }

    @Test
    void a_foreign_schema_is_refused() {
        DatabaseAccess database = server.empty();
        TestDatabase.execute(database, "CREATE TABLE h1_data (price numeric)");
        assertThatThrownBy(() -> Migrations.migrate(database, Duration.ZERO)).isInstanceOf(SetupException.class)
                .hasMessageContaining("could not be migrated");
        assertThat(TestDatabase.rows(database, "SELECT column_name FROM information_schema.columns "
                + "WHERE table_name = 'h1_data'")).containsExactly("price");
    }

    @Test
    void plain_tables_stay_plain_until_they_are_moved_and_then_keep_every_row() {
        assumeTrue(server.tier() != DatabaseTier.PLAIN, "plain PostgreSQL has nothing to move to");
        DatabaseAccess database = server.empty();
        TestTier.installPlain(database);
        fill(database);
        TreeMap<String, List<String>> before = contents(database);
        assertThat(Migrations.migrate(database, Duration.ZERO).tier().tier()).isEqualTo(DatabaseTier.PLAIN);
        Migrations.Migrated moved = Migrations.moveToTimescale(database, Duration.ZERO);
        assertThat(moved.tier().tier()).isEqualTo(server.tier());
        assertThat(TestDatabase.rows(database, HYPERTABLES)).hasSize(3);
        contents(database).forEach((relation, rows) -> assertThat(rows).as(relation).isEqualTo(before.get(relation)));
        assertThat(Migrations.migrate(database, Duration.ZERO).applied()).isZero();
        assertThat(Migrations.moveToTimescale(database, Duration.ZERO).applied()).isZero();
    }

    @Test
    void tables_cannot_be_moved_where_there_is_no_timescaledb() {
        assumeTrue(server.tier() == DatabaseTier.PLAIN, "this server has TimescaleDB");
        assertThatThrownBy(() -> Migrations.moveToTimescale(server.migrated(), Duration.ZERO))
                .isInstanceOf(SetupException.class).hasMessageContaining("cannot be moved");
    }

    private static void fill(DatabaseAccess database) {
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id(exchange, asset, hour), asset, exchange, hour, 10 + n, 12 + n, 9, 11 + n, n, n % 3
                        FROM (VALUES ('BTC/USDT', 'binance'), ('ETH/USDT', 'bybit')) m (asset, exchange),
                             generate_series(0, 2400) n, LATERAL (SELECT timestamptz '2023-12-20 00:00+00' + n * interval '1 hour') h (hour);
                        INSERT INTO indicators (last_id, timeframe, ema10, closed) SELECT last_id, '1h', close, true FROM h1_data;
                        INSERT INTO cg_data (coin_id, symbol, name, close, "timestamp")
                        SELECT 'coin' || n, 'c', 'Coin', n, timestamptz '2024-01-01 00:00+00' + n * interval '1 day'
                        FROM generate_series(1, 100) n""");
    }

    private static TreeMap<String, List<String>> contents(DatabaseAccess database) {
        TreeMap<String, List<String>> contents = new TreeMap<>();
        for (String relation : List.of("h1_data", "indicators", "cg_data", "h2_data", "h4_data", "h12_data", "d1_data",
                "d3_data", "w1_data", "m1_data")) {
            contents.put(relation, TestDatabase.rows(database, "SELECT * FROM " + relation + " ORDER BY 1, 2, 3"));
        }
        contents.forEach((relation, rows) -> assertThat(rows).as(relation).isNotEmpty());
        return contents;
    }
}
