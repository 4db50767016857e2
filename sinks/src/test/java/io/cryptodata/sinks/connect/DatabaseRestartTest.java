package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static io.cryptodata.sinks.connect.Records.NOON;
import static io.cryptodata.sinks.connect.Records.candle;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The database stops while a task runs, and starts again.
class DatabaseRestartTest {
    @TempDir
    private Path folder;

    @Test
    void a_restart_is_survived_without_loss_and_without_dead_letters() throws IOException {
        FakeTaskContext context = new FakeTaskContext();
        SinkRecord next = candle(NOON.plus(1, HOURS), 11, 0);
        DatabaseAccess database;
        int port;
        UpsertSinkTask task;
        try (EmbeddedPostgres server = start(0)) {
            port = server.getPort();
            database = TestDatabase.accessTo(server, "postgres");
            Migrations.migrate(database, TestDatabase.STARTUP_WAIT);
            task = started(context, database);
            task.put(List.of(candle(NOON, 10, 0)));
        }
        assertThatThrownBy(() -> task.put(List.of(next))).isInstanceOf(RetriableException.class);
        assertThatThrownBy(() -> task.put(List.of(next))).isInstanceOf(RetriableException.class)
                .hasMessageContaining("is unavailable");
        assertThat(context.pauses).isSorted().hasSize(2);
        try (EmbeddedPostgres server = start(port)) {
            assertThat(server.getPort()).isEqualTo(port);
            task.put(List.of(next));
            assertThat(TestDatabase.rows(database, "SELECT close FROM h1_data ORDER BY timestamp"))
                    .containsExactly("10", "11");
            task.stop();
        }
        assertThat(context.errants).isEmpty();
    }

    @Test
    void the_task_fails_in_one_sentence_when_the_database_stays_unavailable_past_the_timeout() {
        DatabaseAccess nowhere = new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!");
        UpsertSinkTask task = started(new FakeTaskContext(), nowhere, "0");
        assertThatThrownBy(() -> task.put(List.of(candle(NOON, 10, 0)))).isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class).hasMessageContaining("has been unavailable")
                .hasMessageNotContaining("secret!");
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setCleanDataDirectory(false)
                .setDataDirectory(folder.resolve("data")).setServerConfig("listen_addresses", "127.0.0.1")
                .setLocaleConfig("locale", "C").setPGStartupWait(TestDatabase.STARTUP_WAIT);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static UpsertSinkTask started(FakeTaskContext context, DatabaseAccess database) {
        return started(context, database, "900000");
    }

    private static UpsertSinkTask started(FakeTaskContext context, DatabaseAccess database, String retryTimeout) {
        UpsertSinkTask task = new UpsertSinkTask();
        task.initialize(context);
        task.start(Map.of(UpsertConfig.URL, database.url(), UpsertConfig.USER, database.user(),
                UpsertConfig.PASSWORD, database.password(), UpsertConfig.TABLE, "h1_data",
                UpsertConfig.RETRY_TIMEOUT, retryTimeout));
        return task;
    }
}
