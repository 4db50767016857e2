package io.cryptodata.allinone.embedded;

import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.deployment.ComponentHealth;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// The override tables on their topics, through Debezium in a real Connect: within seconds, with plain keys, in our schemas,
/// and repaired after the replication slot was lost.
class OverridesIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final long MEBIBYTE = 1 << 20;
    /// how much other tables write; the documented figure is for 1024
    private static final long LOG_MEBIBYTES = Long.getLong("overrides.log.mebibytes", 128);

    private static EmbeddedRuntime runtime;
    private static Supervisor runner;
    private static SinksApp sinks;
    private static OverridesReader overrides;
    private static StoredData database;

    @BeforeAll
    static void a_product_without_producers() throws Exception {
        Path data = TestRuntime.keptFolder("overrides");
        runtime = TestRuntime.prepared(data, EmbeddedPorts.free());
        runner = TestRuntime.runner();
        runner.start(runtime.parts());
        runner.watch();
        database = new StoredData(runtime);
        Migrations.migrate(runtime.database().login(DatabaseRole.OWNER), TIMEOUT);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.withPartitions(2), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
        overrides = new OverridesReader(runtime);
        database.sql("INSERT INTO flags (base, flag, value) VALUES ('OLD', 'exclude', true)");
        sinks = new SinksApp(SinksConfig.onOneMachine(runtime.broker().bootstrap(), runtime.connect().url(),
                runtime.registry().url(), runtime.database().login(DatabaseRole.WRITER)).withLogins(
                        runtime.database().login(DatabaseRole.WRITER),
                        runtime.database().login(DatabaseRole.REPLICATION)),
                new SimpleMeterRegistry());
        long start = System.nanoTime();
        sinks.start();
        System.out.printf("all connectors running after %.1f s%n", (System.nanoTime() - start) / 1e9);
        System.out.printf("an existing row: %s%n",
                overrides.until("OLD", read -> read.flags().containsKey("OLD:exclude"), TIMEOUT));
        assertThat(Await.until(sinks::isHealthy, TIMEOUT)).as(() -> sinks.components().toString()).isTrue();
    }

    @AfterAll
    static void stop() {
        overrides.close();
        sinks.close();
        runner.close();
        runtime.close();
    }

    @Test
    void an_inserted_changed_and_deleted_row_reaches_the_topic_within_seconds() throws Exception {
        String key = "binance:NEW/USDT:USDT";
        int before = overrides.records();
        change("INSERT INTO asset_declaration (asset, exchange, track, note, declared_at) VALUES "
                + "('NEW/USDT:USDT', 'binance', true, 'früh', '2026-01-02 03:04:05.678901+00')",
                read -> read.declarations().containsKey(key));
        assertThat(overrides.declarations().get(key)).isEqualTo(new AssetDeclaration("NEW/USDT:USDT", "binance", true,
                "früh", Instant.parse("2026-01-02T03:04:05.678Z")));
        change("UPDATE asset_declaration SET track = false, note = NULL WHERE asset = 'NEW/USDT:USDT'",
                read -> !requireNonNull(read.declarations().get(key)).getTrack());
        assertThat(requireNonNull(overrides.declarations().get(key)).getNote()).isNull();
        change("UPDATE asset_declaration SET exchange = 'okx' WHERE asset = 'NEW/USDT:USDT'",
                read -> read.declarations().containsKey("okx:NEW/USDT:USDT")
                        && !read.declarations().containsKey(key));
        change("DELETE FROM asset_declaration WHERE asset = 'NEW/USDT:USDT'",
                read -> !read.declarations().containsKey("okx:NEW/USDT:USDT"));
        assertThat(overrides.records() - before).as("one record per change, one tombstone per deleted key")
                .isEqualTo(5);
    }

    @Test
    void a_flag_reaches_the_topic_and_a_truncated_table_leaves_tombstones() throws Exception {
        change("INSERT INTO flags (base, flag, value, set_at) VALUES ('LUNA', 'exclude', true, '2026-01-01 00:00+00')",
                read -> read.flags().containsKey("LUNA:exclude"));
        assertThat(overrides.flags().get("LUNA:exclude"))
                .isEqualTo(new Flag("LUNA", "exclude", true, null, Instant.parse("2026-01-01T00:00:00Z")));
        change("TRUNCATE flags", read -> read.flags().isEmpty());
    }

    @Test
    void the_slot_keeps_up_while_other_tables_are_written() throws Exception {
        database.sql("CREATE TABLE bulk (number bigint, padding text)");
        SlotLag lag = SlotLag.of(database);
        long start = System.nanoTime();
        long written = 0;
        while (written < LOG_MEBIBYTES * MEBIBYTE) {
            database.sql("INSERT INTO bulk SELECT n, repeat(md5(n::text), 20) FROM generate_series(1, 20000) n");
            database.sql("TRUNCATE bulk");
            written = lag.measure();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(Await.until(() -> lag.confirmedAll(), TIMEOUT)).isTrue();
        System.out.printf("%,d MiB of log written by other tables in %.0f s; %s; kept at most %s%n", written / MEBIBYTE,
                seconds, lag, database.sql("SHOW max_slot_wal_keep_size"));
        assertThat(database.sql("SELECT setting::bigint > 0 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'"))
                .isEqualTo("t");
    }

    @Test
    void a_lost_slot_is_detected_and_repaired() throws Exception {
        database.sql(
                "INSERT INTO flags (base, flag, value) SELECT 'C' || n, 'exclude', true FROM generate_series(1, 3) n");
        overrides.until("C1 to C3", read -> read.flags().containsKey("C3:exclude"), TIMEOUT);
        assertThat(Await.until(OverridesIT::isPastSnapshot, TIMEOUT)).isTrue();
        int repairsBefore = repairs();
        long start = System.nanoTime();
        assertThat(Await.until(OverridesIT::slotIsDropped, TIMEOUT)).isTrue();
        database.sql("DELETE FROM flags WHERE base = 'C1'");
        database.sql("UPDATE flags SET value = false WHERE base = 'C2'");
        database.sql("INSERT INTO flags (base, flag, value) VALUES ('C4', 'exclude', true)");
        overrides.until("changes without a slot", read -> !read.flags().containsKey("C1:exclude")
                && !requireNonNull(read.flags().get("C2:exclude")).getValue()
                && read.flags().containsKey("C3:exclude") && read.flags().containsKey("C4:exclude"), TIMEOUT);
        System.out.printf("topics repaired %.1f s after the slot was lost: %s%n", (System.nanoTime() - start) / 1e9,
                sinks.components().getLast());
        assertThat(Await.until(() -> repairs() == repairsBefore + 1, TIMEOUT)).isTrue();
        change("DELETE FROM flags WHERE base = 'C4'", read -> !read.flags().containsKey("C4:exclude"));
        assertThat(Await.until(sinks::isHealthy, TIMEOUT)).as(() -> sinks.components().toString()).isTrue();
    }

    private static boolean isPastSnapshot() {
        try {
            String offsets = database
                    .get(runtime.connect().url() + "/connectors/" + OverridesSource.NAME + "/offsets");
            return offsets.contains("lsn_proc") && !offsets.contains("snapshot");
        } catch (Exception e) {
            return false;
        }
    }

    /// Terminates the reader of the slot and drops the slot before the reader reconnects.
    private static boolean slotIsDropped() {
        try (Connection connection = runtime.database().login(DatabaseRole.REPLICATION).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(active_pid, 1000) FROM pg_replication_slots WHERE active");
            statement.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            return true;
        } catch (SQLException inUse) {
            return false;
        }
    }

    private static int repairs() {
        return sinks.components().stream().filter(each -> each.name().startsWith("slot"))
                .mapToInt(ComponentHealth::restarts).sum();
    }

    private static void change(String sql, Predicate<OverridesReader> expected) throws SQLException {
        database.sql(sql);
        Duration latency = overrides.until(sql, expected, TIMEOUT);
        System.out.printf("%5d ms  %s%n", latency.toMillis(), sql);
    }
}
