package io.cryptodata.allinone.embedded;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// The steps of `docs/how-to/back-up-and-restore.md` after a backup of the database was restored: what came after it returns from
/// the topics, operators' rows included, and schemas get the ids that records have.
class RestoreIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final String LATER = "{\"schema\": \"{\\\"type\\\": \\\"string\\\", \\\"doc\\\": \\\"later\\\"}\"}";

    private static Path data;
    private static EmbeddedRuntime runtime;
    private static Supervisor runner;
    private static StoredData database;

    @BeforeAll
    static void start_the_servers() throws Exception {
        data = TestRuntime.keptFolder("restore");
        runtime = TestRuntime.prepared(data, EmbeddedPorts.free());
        runner = TestRuntime.runner();
        runner.start(runtime.parts());
        database = new StoredData(runtime);
        prepare();
    }

    @AfterAll
    static void stop_the_servers() {
        runner.close();
        runtime.close();
    }

    @Test
    void what_came_after_the_backup_returns_from_the_topics() throws Exception {
        Path backup = TestRuntime.keptFolder("restore-backup").resolve("postgres");
        try (SinksApp _ = startedSinks()) {
            writeBefore();
        }
        stopWhatUsesTheDatabase();
        copy(runtime.folder().postgres(), backup);
        startWhatUsesTheDatabase();
        String later;
        try (SinksApp _ = startedSinks()) {
            later = writeAfter();
        }
        stopWhatUsesTheDatabase();
        copy(backup, runtime.folder().postgres());
        restore(later);
    }

    private static void prepare() throws Exception {
        Migrations.migrate(runtime.database().login(DatabaseRole.OWNER), TIMEOUT);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.withPartitions(2), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
        new Endpoints(Map.of(Endpoints.KAFKA_BOOTSTRAP, runtime.broker().bootstrap(), Endpoints.REGISTRY_URL,
                runtime.registry().url(), Endpoints.CONNECT_URL, runtime.connect().url(), Endpoints.DATABASE_URL,
                runtime.database().url())).write(data);
    }

    private static void writeBefore() throws Exception {
        SmallTopicRecords.write(runtime);
        send(0, 1, 2);
        database.sql(
                "INSERT INTO flags (base, flag, value, set_at) VALUES ('OLD', 'exclude', true, '2026-01-01 00:00+00'),"
                        + " ('GONE', 'exclude', true, '2026-01-01 00:00+00')");
        database.sql("INSERT INTO asset_declaration (asset, exchange, track) VALUES ('OLD/USDT', 'okx', true)");
        awaitFlags("GONE:exclude", "NEW:exclude");
        StoreCheck.requireEqual(runtime);
    }

    /// @return what the registry responded to a schema that the backup does not have
    private static String writeAfter() throws Exception {
        send(3, 4);
        database.sql("DELETE FROM flags WHERE base = 'GONE'");
        database.sql("UPDATE asset_declaration SET track = false");
        database.sql("INSERT INTO flags (base, flag, value, note) VALUES ('NEW', 'exclude', true, 'after the backup')");
        awaitFlags("NEW:exclude", "GONE:exclude");
        StoreCheck.requireEqual(runtime);
        return database.registry("POST", "/apis/ccompat/v7/subjects/later-value/versions", LATER);
    }

    private static void restore(String later) throws Exception {
        runtime.database().start();
        runtime.registry().start();
        assertThat(database.sql("SELECT count(*) FROM h1_data")).as("the backup").isEqualTo("3");
        assertThat(cda("topics", "--partitions", "2").status()).isZero();
        assertThat(cda("migrate", "--check").out()).contains("up to date");
        assertThat(database.registry("POST", "/apis/ccompat/v7/subjects/later-value/versions", LATER))
                .as("the same schemas in the same order have the same ids").isEqualTo(later);
        Run operators = cda("rebuild", "asset_declaration", "flags", "--delete-absent");
        assertThat(operators.status()).as(operators.err()).isZero();
        assertThat(operators.out()).contains("flags: 2 rows of overrides.flags: 1 inserted, 0 changed, 1 deleted");
        checkOperatorsRows();
        runtime.connect().start();
        try (SinksApp sinks = startedSinks()) {
            assertThat(cda("verify-store", "h1_data").out()).contains("2 missing");
            Run rebuilt = cda("rebuild", "--all");
            assertThat(rebuilt.status()).as(rebuilt.err()).isZero();
            StoreCheck.requireEqual(runtime);
            assertThat(Await.until(sinks::isHealthy, TIMEOUT)).as(() -> sinks.components().toString()).isTrue();
            checkOperatorsRows();
            database.sql("INSERT INTO flags (base, flag, value) VALUES ('AFTER', 'exclude', true)");
            awaitFlags("AFTER:exclude", "GONE:exclude");
        }
    }

    private static void checkOperatorsRows() throws SQLException {
        assertThat(database.sql("SELECT string_agg(base, ' ' ORDER BY base) FROM flags")).isEqualTo("NEW OLD");
        assertThat(database.sql("SELECT note FROM flags WHERE base = 'NEW'")).isEqualTo("after the backup");
        assertThat(database.sql("SELECT string_agg(asset || ' ' || track, ' ') FROM asset_declaration"))
                .isEqualTo("OLD/USDT false");
        try (OverridesReader read = new OverridesReader(runtime)) {
            read.until("rows of operators", topics -> topics.flags().containsKey("NEW:exclude")
                    && topics.declarations().values().stream().noneMatch(AssetDeclaration::getTrack), TIMEOUT);
        }
    }

    /// @param absent that is not on the topic any more where the other one is
    private static void awaitFlags(String present, String absent) {
        try (OverridesReader read = new OverridesReader(runtime)) {
            read.until(present, topics -> topics.flags().containsKey("OLD:exclude")
                    && topics.flags().containsKey(present) && !topics.flags().containsKey(absent), TIMEOUT);
        }
    }

    private static SinksApp startedSinks() {
        DatabaseAccess writer = runtime.database().login(DatabaseRole.WRITER);
        SinksApp sinks = new SinksApp(SinksConfig.onOneMachine(runtime.broker().bootstrap(), runtime.connect().url(),
                runtime.registry().url(), writer)
                .withLogins(writer, runtime.database().login(DatabaseRole.REPLICATION)), new SimpleMeterRegistry());
        sinks.start();
        return sinks;
    }

    private static void stopWhatUsesTheDatabase() {
        runtime.connect().close();
        runtime.registry().close();
        runtime.database().close();
    }

    private static void startWhatUsesTheDatabase() {
        runtime.database().start();
        runtime.registry().start();
        runtime.connect().start();
    }

    private static void copy(Path from, Path to) throws Exception {
        Folders.delete(to);
        Process copying = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start();
        assertThat(copying.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(copying.exitValue()).isZero();
    }

    private static void send(int... hours) throws Exception {
        try (Serde<io.cryptodata.schemas.avro.Candle> serde = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class,
                runtime.registry().url());
                KafkaProducer<String, io.cryptodata.schemas.avro.Candle> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringSerializer(),
                        serde.serializer())) {
            for (int hour : hours) {
                producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, BITCOIN.key(), CandleRecords.toAvro(
                        new Candle(BITCOIN, NOON.plus(Duration.ofHours(hour)), 10, 10, 10, 10, 1, 0))))
                        .get(2, TimeUnit.MINUTES);
            }
        }
    }

    private static Run cda(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--data", data.toString()));
        arguments.addAll(List.of(more));
        return Run.cda(arguments.toArray(String[]::new));
    }
}
