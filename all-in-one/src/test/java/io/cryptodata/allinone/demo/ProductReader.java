package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.sinks.cleanup.IndicatorCleanup;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// Reads committed records and rows of a running product, as its users do.
record ProductReader(EmbeddedRuntime servers) {
    /// Bytes that no topic can deserialize.
    static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    private static final Duration READ_TIMEOUT = Duration.ofMinutes(3);
    private static final int ROWS_AT_ONCE = 1000;

    <T extends SpecificRecord> List<T> records(String topic, Class<T> type) {
        return read(topic, AvroSerdes.of(type, servers.registry().url()).deserializer()).stream()
                .map(ConsumerRecord::value).toList();
    }

    List<ConsumerRecord<String, byte[]>> bytes(String topic) {
        return read(topic, new ByteArrayDeserializer());
    }

    private <T> List<ConsumerRecord<String, T>> read(String topic, Deserializer<T> values) {
        List<ConsumerRecord<String, T>> records = new ArrayList<>();
        try (TopicReader<String, T> reader = TopicReader.of(KafkaAccess.plain(servers.broker().bootstrap()),
                new StringDeserializer(),
                values, READ_TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(records::add);
        }
        return records;
    }

    /// Writes [#POISON] to a topic.
    RecordMetadata poison(String topic, String key) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.broker().bootstrap()), new StringSerializer(),
                new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(topic, key, POISON)).get(2, TimeUnit.MINUTES);
        }
    }

    /// The first column of every row.
    List<String> column(String sql) {
        return rows(sql).stream().map(List::getFirst).toList();
    }

    List<List<String>> rows(String sql) {
        DatabaseAccess database = servers.database().login(DatabaseRole.OWNER);
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Removes the indicator rows that a later row of the same bucket has replaced, as `./cda cleanup` does.
    void cleanUp() {
        DatabaseAccess database = servers.database().login(DatabaseRole.OWNER);
        assertThat(new IndicatorCleanup(database, ROWS_AT_ONCE, InstantSource.system())
                .run(IndicatorCleanup.Mode.DELETE, () -> false))
                .hasValueSatisfying(report -> assertThat(report.outcome()).isEqualTo(TaskReport.Outcome.OK));
    }

    void execute(String sql) {
        DatabaseAccess database = servers.database().login(DatabaseRole.OWNER);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
