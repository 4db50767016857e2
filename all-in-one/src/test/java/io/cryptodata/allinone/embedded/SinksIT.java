package io.cryptodata.allinone.embedded;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.instance.DatabaseRole;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Candles from the topic to the table through a real Connect: committed candles are inserted, unreadable records and
/// invalid rows become dead letters with their origin, the candles as known at a moment are those that a reader had, the sink
/// survives a killed database, and damaged rows are rebuilt.
class SinksIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    @Test
    void committed_candles_are_inserted_and_other_records_become_dead_letters() throws Exception {
        Path data = TestRuntime.keptFolder("sinks");
        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, EmbeddedPorts.free());
                Supervisor runner = TestRuntime.runner()) {
            runner.start(runtime.parts());
            runner.watch();
            Migrations.migrate(runtime.database().login(DatabaseRole.OWNER), TIMEOUT);
            DatabaseAccess database = runtime.database().login(DatabaseRole.WRITER);
            prepareTopics(runtime);
            SinksConfig config = SinksConfig.onOneMachine(runtime.broker().bootstrap(), runtime.connect().url(),
                    runtime.registry().url(), database).withLogins(database,
                            runtime.database().login(DatabaseRole.REPLICATION));
            try (SinksApp sinks = new SinksApp(config, new SimpleMeterRegistry())) {
                sinks.start();
                SmallTopicRecords.write(runtime);
                checkRowsAndDeadLetters(runtime, database);
                SmallTopicRecords.checkRows(runtime);
                CleanupCheck.check(runtime, database);
                CandlesAsKnown.check(runtime, database);
                new RebuildCheck(runtime, database).check();
                survivesKilledDatabase(runtime, database);
                assertThat(Await.until(sinks::isHealthy, TIMEOUT)).isTrue();
                assertThat(Await.until(() -> registryResponds(runtime), TIMEOUT)).isTrue();
                StoreCheck.requireEqual(runtime);
            }
        }
    }

    /// It is in the same database, and fails as long as it has connections from before the kill.
    private static boolean registryResponds(EmbeddedRuntime runtime) {
        try {
            SchemaRegistrar.register(runtime.registry().url());
            return true;
        } catch (RuntimeException unavailable) {
            return false;
        }
    }

    private static void prepareTopics(EmbeddedRuntime runtime) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.withPartitions(2), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
    }

    private static void checkRowsAndDeadLetters(EmbeddedRuntime runtime, DatabaseAccess database) {
        byte[] invalid = bytes(runtime, avro(3, 10, record -> record.setHigh(1)));
        send(runtime, false, bytes(runtime, avro(9, 10, record -> {})));
        send(runtime, true, bytes(runtime, avro(0, 10, record -> {})), POISON, invalid,
                bytes(runtime, avro(1, 11, record -> {})),
                bytes(runtime, avro(1, 12, record -> record.setRevision(1))));
        List<ConsumerRecord<String, byte[]>> letters = deadLetters(runtime, 2);
        assertThat(Await.until(() -> closes(database).equals("10,12"), TIMEOUT)).as(closes(database)).isTrue();
        assertThat(letters).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo(BITCOIN.key());
            assertThat(header(letter, "origin.topic")).isEqualTo(TopicName.CANDLES_1H);
            assertThat(header(letter, "origin.partition")).matches("[01]");
            assertThat(header(letter, "origin.offset")).matches("\\d+");
        });
        assertThat(letters).extracting(ConsumerRecord::value).containsExactlyInAnyOrder(POISON, invalid);
        assertThat(letters).extracting(letter -> header(letter, "reason"))
                .anyMatch(reason -> reason.contains("not a value of this topic"))
                .anyMatch(reason -> reason.contains("h1_data_prices"));
    }

    private static void survivesKilledDatabase(EmbeddedRuntime runtime, DatabaseAccess database) {
        byte[] next = bytes(runtime, avro(2, 13, record -> {})); // before the kill: the registry uses the same database
        PidFile.read(runtime.folder().pidFile("database")).flatMap(PidFile::process)
                .ifPresent(ProcessHandle::destroyForcibly);
        send(runtime, true, next);
        assertThat(Await.until(() -> closes(database).equals("10,12,13"), TIMEOUT)).isTrue();
        assertThat(deadLetters(runtime, 2)).hasSize(2);
    }

    @FunctionalInterface
    private interface Change {
        void to(io.cryptodata.schemas.avro.Candle candle);
    }

    private static io.cryptodata.schemas.avro.Candle avro(int hour, double price, Change change) {
        io.cryptodata.schemas.avro.Candle candle = CandleRecords.toAvro(new Candle(BITCOIN,
                NOON.plus(Duration.ofHours(hour)), price, price, price, price, 1, 0));
        change.to(candle);
        return candle;
    }

    private static byte[] bytes(EmbeddedRuntime runtime, io.cryptodata.schemas.avro.Candle candle) {
        try (Serde<io.cryptodata.schemas.avro.Candle> serde = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class,
                runtime.registry().url())) {
            return serde.serializer().serialize(TopicName.CANDLES_1H, candle);
        }
    }

    private static void send(EmbeddedRuntime runtime, boolean commit, byte[]... values) {
        Map<String, Object> settings = Map.of("bootstrap.servers", runtime.broker().bootstrap(), "transactional.id",
                "sinks-it");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (byte[] value : values) {
                var _ = producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, BITCOIN.key(), value));
            }
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(EmbeddedRuntime runtime, int count) {
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List
                    .of(new TopicPartition(TopicName.deadLettersOf(TopicName.CANDLES_1H), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.size() >= count;
            }, TIMEOUT);
        }
        return letters;
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String closes(DatabaseAccess database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT string_agg(close::text, ',' ORDER BY timestamp) FROM h1_data WHERE asset = 'BTC/USDT'")) {
            found.next();
            return String.valueOf(found.getString(1));
        } catch (SQLException e) {
            return "database unavailable: " + e.getMessage();
        }
    }
}
