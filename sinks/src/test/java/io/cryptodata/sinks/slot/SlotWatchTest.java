package io.cryptodata.sinks.slot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/// Checks and repairs of a real slot, with a Connect that only records requests.
class SlotWatchTest {
    private static final String FAR = "{\"offsets\":[{\"offset\":{\"lsn\":9000000000000,\"lsn_proc\":9000000000000}}]}";
    private static final String BEFORE_ANY_SLOT = "{\"offsets\":[{\"offset\":{\"lsn\":1,\"lsn_proc\":1}}]}";
    private static final String IN_SNAPSHOT = "{\"offsets\":[{\"offset\":{\"lsn\":1,\"snapshot\":\"INITIAL\"}}]}";
    private static final String NONE = "{\"offsets\":[]}";

    private static EmbeddedPostgres server;
    private static DatabaseAccess database;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> keysOnTopic = new TreeSet<>();
    private final HttpServer connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ConnectApi connectApi = new ConnectApi("http://127.0.0.1:" + connect.getAddress().getPort());
    private final SlotWatch watch = watch();
    private volatile String offsets = NONE;
    private volatile boolean failing;

    SlotWatchTest() throws IOException {}

    @BeforeAll
    static void a_server_with_logical_replication() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical").setLocaleConfig("locale", "C")
                .setPGStartupWait(TestDatabase.STARTUP_WAIT).start();
        database = TestDatabase.accessTo(server, "postgres");
        Migrations.migrate(database, TestDatabase.STARTUP_WAIT);
    }

    @AfterAll
    static void stop_server() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() {
        connect.createContext("/connectors/" + OverridesSource.NAME, this::respond);
        connect.start();
    }

    @AfterEach
    void stop() {
        connect.stop(0);
        connectApi.close();
        TestDatabase.rows(database, "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        TestDatabase.execute(database, "DELETE FROM flags");
        TestDatabase.execute(database, "ALTER SYSTEM RESET max_slot_wal_keep_size");
        TestDatabase.rows(database, "SELECT pg_reload_conf()");
    }

    @Test
    void a_slot_that_was_never_created_is_left_to_the_connector() {
        watch.check();
        assertThat(watch.health().healthy()).isFalse();
        assertThat(watch.health().detail()).contains("not created yet");
        assertThat(requests).isEmpty();
    }

    @Test
    void a_missing_slot_of_a_connector_with_an_offset_is_repaired_in_this_order() {
        offsets = FAR;
        watch.check();
        assertThat(requests).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().restarts()).isEqualTo(1);
        assertThat(watch.health().detail()).contains("it is missing");
    }

    @Test
    void a_slot_that_starts_after_the_offset_is_dropped_and_created_again() {
        createSlot();
        offsets = BEFORE_ANY_SLOT;
        watch.check();
        assertThat(requests).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(TestDatabase.rows(database, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    }

    @Test
    void a_slot_that_fell_behind_further_than_the_retained_log_is_created_again() {
        createSlot();
        TestDatabase.execute(database, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
        TestDatabase.rows(database, "SELECT pg_reload_conf()");
        for (int segment = 0; segment < 4; segment++) {
            TestDatabase.execute(database,
                    "INSERT INTO flags (base, flag, value) VALUES ('B" + segment + "', 'exclude', true)");
            TestDatabase.rows(database, "SELECT pg_switch_wal()");
        }
        TestDatabase.execute(database, "CHECKPOINT");
        assertThat(TestDatabase.rows(database, "SELECT wal_status FROM pg_replication_slots")).containsExactly("lost");
        offsets = FAR;
        watch.check();
        assertThat(requests).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().detail()).contains("max_slot_wal_keep_size");
        assertThat(TestDatabase.rows(database, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    }

    @Test
    void a_database_that_was_restored_to_a_state_before_the_offset_is_read_again() {
        createSlot();
        offsets = FAR;
        watch.check();
        assertThat(requests).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().detail()).contains("restored to a state before");
        assertThat(TestDatabase.rows(database, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    }

    @Test
    void a_slot_that_is_not_being_read_is_reported_and_kept() {
        createSlot();
        offsets = atTheEnd();
        watch.check();
        assertThat(requests).isEmpty();
        assertThat(watch.health().healthy()).isFalse();
        assertThat(watch.health().detail()).contains("not being read");
    }

    /// The offset of a connector that has read everything.
    private static String atTheEnd() {
        String end = TestDatabase.rows(database, "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::text").getFirst();
        return "{\"offsets\":[{\"offset\":{\"lsn\":%1$s,\"lsn_proc\":%1$s}}]}".formatted(end);
    }

    @Test
    void a_failed_repair_is_retried_at_the_next_check() {
        offsets = FAR;
        failing = true;
        watch.check();
        assertThat(watch.health().detail()).startsWith("lost, repair failed");
        assertThat(watch.health().restarts()).isZero();
        failing = false;
        offsets = NONE;
        watch.check();
        assertThat(requests).endsWith("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().restarts()).isEqualTo(1);
    }

    @Test
    void keys_without_a_row_are_removed_while_the_connector_is_stopped_but_not_during_a_snapshot() throws Exception {
        TestDatabase.execute(database, "INSERT INTO flags (base, flag, value) VALUES ('BTC', 'exclude', true)");
        keysOnTopic.addAll(Set.of("BTC:exclude", "GONE:exclude"));
        createSlot();
        try (SlotReader reader = SlotReader.of(database)) {
            offsets = IN_SNAPSHOT;
            watch.check();
            assertThat(watch.health().healthy()).as(watch.health().detail()).isTrue();
            assertThat(requests).isEmpty();
            offsets = atTheEnd();
            watch.check();
            assertThat(requests).containsExactly("PUT /stop", "remove [GONE:exclude]", "PUT /resume");
            requests.clear();
            keysOnTopic.add("LATER:exclude");
            watch.check();
            assertThat(requests).as("compared once").isEmpty();
        }
    }

    @Test
    void the_log_that_the_slot_retains_is_measured_with_its_limit() {
        assertThat(watch.retainedBytes()).isNaN();
        TestDatabase.execute(database, "ALTER SYSTEM SET max_slot_wal_keep_size = '64MB'");
        TestDatabase.rows(database, "SELECT pg_reload_conf()");
        createSlot();
        TestDatabase.rows(database, "SELECT pg_logical_emit_message(true, 'test', repeat('x', 100000))");
        TestDatabase.rows(database, "SELECT pg_switch_wal()"); // written at once
        watch.check();
        assertThat(watch.retainedBytes()).isGreaterThan(50_000);
        assertThat(watch.limitBytes()).isEqualTo(64L << 20);
    }

    @Test
    void an_unavailable_database_is_reported() {
        ReplicationSlot nowhere = new ReplicationSlot(
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", ""), OverridesSource.SLOT);
        SlotWatch unavailable = new SlotWatch(connectApi, nowhere, new StaleKeys(nowhere, List.of()));
        unavailable.check();
        assertThat(unavailable.health().healthy()).isFalse();
        assertThat(unavailable.health().detail()).startsWith("state unavailable");
    }

    private static void createSlot() {
        TestDatabase.rows(database,
                "SELECT pg_create_logical_replication_slot('" + OverridesSource.SLOT + "', 'pgoutput')");
    }

    private SlotWatch watch() {
        ReplicationSlot slot = new ReplicationSlot(database, OverridesSource.SLOT);
        StaleKeys.PublishedTable flags = new StaleKeys.PublishedTable("SELECT base || ':' || flag FROM flags",
                new StaleKeys.KeyedTopic() {
                    @Override
                    public String name() {
                        return "flags";
                    }

                    @Override
                    public Set<String> keys() {
                        return keysOnTopic;
                    }

                    @Override
                    public void remove(Set<String> keys) {
                        requests.add("remove " + keys);
                        keysOnTopic.removeAll(keys);
                    }
                });
        return new SlotWatch(connectApi, slot, new StaleKeys(slot, List.of(flags)));
    }

    private void respond(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath().substring(("/connectors/" + OverridesSource.NAME).length());
        boolean reads = "GET".equals(method);
        if (!reads) {
            requests.add(method + " " + path);
        }
        String body = reads && path.equals("/offsets")
                ? offsets
                : "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(failing && "DELETE".equals(method) ? 500 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
