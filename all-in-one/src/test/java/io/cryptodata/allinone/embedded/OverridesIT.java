package io.cryptodata.allinone.embedded;

import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.deployment.ComponentHealth;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// The operators' tables on their topics, through Debezium in a real Connect: soon, by plain keys, in our schemas, and
/// right again after the replication slot was lost.
class OverridesIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long MEBIBYTE = 1 << 20;
    /// how much other tables write; the figure of the documents is of 1024
    private static final long LOG_MEBIBYTES = Long.getLong("overrides.log.mebibytes", 128);

    private static EmbeddedRuntime runtime;
    private static Supervisor runner;
    private static SinksApp sinks;
    private static OverridesOnTopics topics;
    private static Written database;

    @BeforeAll
    static void a_product_without_producers() throws Exception {
        Path data = TestRuntime.keptFolder("overrides");
        runtime = TestRuntime.prepared(data, TestRuntime.freePorts());
        runner = TestRuntime.runner();
        runner.start(runtime.parts());
        runner.watch();
        database = new Written(runtime);
        DatabaseAccess access = new DatabaseAccess(runtime.database().url(), "postgres", "");
        Migrations.migrate(access, PATIENCE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.withPartitions(2), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
        topics = new OverridesOnTopics(runtime);
        database.sql("INSERT INTO flags (base, flag, value) VALUES ('OLD', 'exclude', true)");
        sinks = new SinksApp(SinksConfig.onOneMachine(runtime.broker().bootstrap(), runtime.connect().url(),
                runtime.registry().url(), access), new SimpleMeterRegistry());
        long began = System.nanoTime();
        sinks.start();
        System.out.printf("all connectors run after %.1f s%n", (System.nanoTime() - began) / 1e9);
        System.out.printf("a row that was there before: %s%n",
                topics.until("OLD", known -> known.flags().containsKey("OLD:exclude"), PATIENCE));
        assertThat(Await.until(sinks::isHealthy, PATIENCE)).as(() -> sinks.components().toString()).isTrue();
    }

    @AfterAll
    static void stop() {
        topics.close();
        sinks.close();
        runner.close();
        runtime.close();
    }

    @Test
    void an_inserted_changed_and_deleted_row_reaches_the_topic_within_seconds() throws Exception {
        String key = "binance:NEW/USDT:USDT";
        int before = topics.records();
        changed("INSERT INTO asset_declaration (asset, exchange, track, note, declared_at) VALUES "
                + "('NEW/USDT:USDT', 'binance', true, 'früh', '2026-01-02 03:04:05.678901+00')",
                known -> known.declarations().containsKey(key));
        assertThat(topics.declarations().get(key)).isEqualTo(new AssetDeclaration("NEW/USDT:USDT", "binance", true,
                "früh", Instant.parse("2026-01-02T03:04:05.678Z")));
        changed("UPDATE asset_declaration SET track = false, note = NULL WHERE asset = 'NEW/USDT:USDT'",
                known -> !requireNonNull(known.declarations().get(key)).getTrack());
        assertThat(requireNonNull(topics.declarations().get(key)).getNote()).isNull();
        changed("UPDATE asset_declaration SET exchange = 'okx' WHERE asset = 'NEW/USDT:USDT'",
                known -> known.declarations().containsKey("okx:NEW/USDT:USDT")
                        && !known.declarations().containsKey(key));
        changed("DELETE FROM asset_declaration WHERE asset = 'NEW/USDT:USDT'",
                known -> !known.declarations().containsKey("okx:NEW/USDT:USDT"));
        assertThat(topics.records() - before).as("one record per row, one tombstone per key that ended").isEqualTo(5);
    }

    @Test
    void a_flag_reaches_the_topic_and_a_truncated_table_leaves_tombstones() throws Exception {
        changed("INSERT INTO flags (base, flag, value, set_at) VALUES ('LUNA', 'exclude', true, '2026-01-01 00:00+00')",
                known -> known.flags().containsKey("LUNA:exclude"));
        assertThat(topics.flags().get("LUNA:exclude"))
                .isEqualTo(new Flag("LUNA", "exclude", true, null, Instant.parse("2026-01-01T00:00:00Z")));
        changed("TRUNCATE flags", known -> known.flags().isEmpty());
    }

    @Test
    void the_slot_follows_while_other_tables_write() throws Exception {
        database.sql("CREATE TABLE bulk (number bigint, filling text)");
        SlotLag lag = SlotLag.watching(database);
        long began = System.nanoTime();
        long written = 0;
        while (written < LOG_MEBIBYTES * MEBIBYTE) {
            database.sql("INSERT INTO bulk SELECT n, repeat(md5(n::text), 20) FROM generate_series(1, 20000) n");
            database.sql("TRUNCATE bulk");
            written = lag.measure();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(Await.until(() -> lag.confirmedAll(), PATIENCE)).isTrue();
        System.out.printf("%,d MiB of log written by other tables in %.0f s; %s; kept at most %s%n", written / MEBIBYTE,
                seconds, lag, database.sql("SHOW max_slot_wal_keep_size"));
        assertThat(lag.longest()).isLessThanOrEqualTo(OverridesSource.HEARTBEAT.multipliedBy(2));
        assertThat(database.sql("SELECT setting::bigint > 0 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'"))
                .isEqualTo("t");
    }

    @Test
    void a_lost_slot_is_noticed_and_mended() throws Exception {
        database.sql(
                "INSERT INTO flags (base, flag, value) SELECT 'C' || n, 'exclude', true FROM generate_series(1, 3) n");
        topics.until("C1 to C3", known -> known.flags().containsKey("C3:exclude"), SOON);
        assertThat(Await.until(OverridesIT::isPastSnapshot, PATIENCE)).isTrue();
        int repairsBefore = repairs();
        long began = System.nanoTime();
        assertThat(Await.until(OverridesIT::slotIsDropped, PATIENCE)).isTrue();
        database.sql("DELETE FROM flags WHERE base = 'C1'");
        database.sql("UPDATE flags SET value = false WHERE base = 'C2'");
        database.sql("INSERT INTO flags (base, flag, value) VALUES ('C4', 'exclude', true)");
        topics.until("what changed while nobody listened", known -> !known.flags().containsKey("C1:exclude")
                && !requireNonNull(known.flags().get("C2:exclude")).getValue()
                && known.flags().containsKey("C3:exclude") && known.flags().containsKey("C4:exclude"), PATIENCE);
        System.out.printf("topics right %.1f s after the slot was lost: %s%n", (System.nanoTime() - began) / 1e9,
                sinks.components().getLast());
        assertThat(repairs()).isEqualTo(repairsBefore + 1);
        changed("DELETE FROM flags WHERE base = 'C4'", known -> !known.flags().containsKey("C4:exclude"));
        assertThat(Await.until(sinks::isHealthy, PATIENCE)).as(() -> sinks.components().toString()).isTrue();
    }

    private static boolean isPastSnapshot() {
        try {
            String offsets = database
                    .get(runtime.connect().url() + "/connectors/" + OverridesSource.NAME + "/offsets");
            return offsets.contains("lsn_proc") && !offsets.contains("snapshot");
        } catch (Exception notYet) {
            return false;
        }
    }

    /// Ends whoever reads from the slot and drops it before that one is back.
    private static boolean slotIsDropped() {
        try {
            database.sql("SELECT pg_terminate_backend(active_pid, 1000) FROM pg_replication_slots WHERE active");
            database.sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            return true;
        } catch (SQLException readAgain) {
            return false;
        }
    }

    private static int repairs() {
        return sinks.components().stream().filter(each -> each.name().startsWith("slot"))
                .mapToInt(ComponentHealth::restarts).sum();
    }

    private static void changed(String sql, Predicate<OverridesOnTopics> wanted) throws SQLException {
        database.sql(sql);
        Duration latency = topics.until(sql, wanted, SOON);
        System.out.printf("%5d ms  %s%n", latency.toMillis(), sql);
    }
}
