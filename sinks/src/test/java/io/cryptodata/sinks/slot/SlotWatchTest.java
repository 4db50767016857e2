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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/// What is done about a slot, with a real one and a Connect that only notes what it is told.
class SlotWatchTest {
    private static final String FAR = "{\"offsets\":[{\"offset\":{\"lsn\":9000000000000,\"lsn_proc\":9000000000000}}]}";
    private static final String BEFORE_ANY_SLOT = "{\"offsets\":[{\"offset\":{\"lsn\":1,\"lsn_proc\":1}}]}";
    private static final String IN_SNAPSHOT = "{\"offsets\":[{\"offset\":{\"lsn\":9000000000000,\"snapshot\":\"INITIAL\"}}]}";
    private static final String NONE = "{\"offsets\":[]}";

    private static EmbeddedPostgres server;
    private static DatabaseAccess database;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Set<String> keysOnTopic = new TreeSet<>();
    private final HttpServer connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final SlotWatch watch = watch();
    private volatile String offsets = NONE;
    private volatile boolean refusing;

    SlotWatchTest() throws IOException {}

    @BeforeAll
    static void a_server_with_logical_replication() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical").setLocaleConfig("locale", "C").start();
        database = TestDatabase.accessTo(server, "postgres");
        Migrations.migrate(database, Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop_server() throws IOException {
        server.close();
    }

    @BeforeEach
    void listen() {
        connect.createContext("/connectors/" + OverridesSource.NAME, this::answer);
        connect.start();
    }

    @AfterEach
    void stop() {
        connect.stop(0);
        watch.close();
        TestDatabase.rows(database, "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        TestDatabase.execute(database, "DELETE FROM flags");
        TestDatabase.execute(database, "ALTER SYSTEM RESET max_slot_wal_keep_size");
        TestDatabase.rows(database, "SELECT pg_reload_conf()");
    }

    @Test
    void a_slot_that_was_never_made_is_left_to_the_connector() {
        watch.look();
        assertThat(watch.health().healthy()).isFalse();
        assertThat(watch.health().detail()).contains("not made yet");
        assertThat(told).isEmpty();
    }

    @Test
    void a_slot_that_is_missing_though_the_connector_had_come_somewhere_is_mended_in_this_order() {
        offsets = FAR;
        watch.look();
        assertThat(told).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().restarts()).isEqualTo(1);
        assertThat(watch.health().detail()).contains("it is missing");
    }

    @Test
    void a_slot_that_begins_after_what_was_read_is_dropped_and_made_anew() {
        makeSlot();
        offsets = BEFORE_ANY_SLOT;
        watch.look();
        assertThat(told).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(TestDatabase.rows(database, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    }

    @Test
    void a_slot_that_fell_behind_further_than_the_database_keeps_its_log_is_made_anew() {
        makeSlot();
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
        watch.look();
        assertThat(told).containsExactly("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().detail()).contains("max_slot_wal_keep_size");
        assertThat(TestDatabase.rows(database, "SELECT slot_name FROM pg_replication_slots")).isEmpty();
    }

    @Test
    void a_slot_that_nobody_reads_from_is_told_and_kept() {
        makeSlot();
        offsets = FAR;
        watch.look();
        assertThat(told).isEmpty();
        assertThat(watch.health().healthy()).isFalse();
        assertThat(watch.health().detail()).contains("nobody reads from it");
    }

    @Test
    void a_repair_that_does_not_get_through_is_tried_again_at_the_next_look() {
        offsets = FAR;
        refusing = true;
        watch.look();
        assertThat(watch.health().detail()).startsWith("lost, being mended");
        assertThat(watch.health().restarts()).isZero();
        refusing = false;
        offsets = NONE;
        watch.look();
        assertThat(told).endsWith("PUT /stop", "DELETE /offsets", "PUT /resume");
        assertThat(watch.health().restarts()).isEqualTo(1);
    }

    @Test
    void keys_without_a_row_are_removed_while_the_connector_is_stopped_but_not_during_a_snapshot() throws Exception {
        TestDatabase.execute(database, "INSERT INTO flags (base, flag, value) VALUES ('BTC', 'exclude', true)");
        keysOnTopic.addAll(Set.of("BTC:exclude", "GONE:exclude"));
        makeSlot();
        try (SlotReader reader = SlotReader.of(database)) {
            offsets = IN_SNAPSHOT;
            watch.look();
            assertThat(watch.health().healthy()).as(watch.health().detail()).isTrue();
            assertThat(told).isEmpty();
            offsets = FAR;
            watch.look();
            assertThat(told).containsExactly("PUT /stop", "remove [GONE:exclude]", "PUT /resume");
            told.clear();
            keysOnTopic.add("LATER:exclude");
            watch.look();
            assertThat(told).as("compared once").isEmpty();
        }
    }

    @Test
    void a_database_that_is_away_is_told_and_does_no_harm() {
        ReplicationSlot nowhere = new ReplicationSlot(
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", ""), OverridesSource.SLOT);
        try (SlotWatch lost = new SlotWatch(new ConnectApi("http://127.0.0.1:1"), nowhere,
                new StaleKeys(nowhere, List.of()))) {
            lost.look();
            assertThat(lost.health().healthy()).isFalse();
            assertThat(lost.health().detail()).startsWith("not known");
        }
    }

    private static void makeSlot() {
        TestDatabase.rows(database,
                "SELECT pg_create_logical_replication_slot('" + OverridesSource.SLOT + "', 'pgoutput')");
    }

    private SlotWatch watch() {
        ReplicationSlot slot = new ReplicationSlot(database, OverridesSource.SLOT);
        StaleKeys.Copy flags = new StaleKeys.Copy("SELECT base || ':' || flag FROM flags", new StaleKeys.KeyedTopic() {
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
                told.add("remove " + keys);
                keysOnTopic.removeAll(keys);
            }
        });
        return new SlotWatch(new ConnectApi("http://127.0.0.1:" + connect.getAddress().getPort()), slot,
                new StaleKeys(slot, List.of(flags)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath().substring(("/connectors/" + OverridesSource.NAME).length());
        boolean asks = "GET".equals(method);
        if (!asks) {
            told.add(method + " " + path);
        }
        String body = asks && path.equals("/offsets")
                ? offsets
                : "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refusing && "DELETE".equals(method) ? 500 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
