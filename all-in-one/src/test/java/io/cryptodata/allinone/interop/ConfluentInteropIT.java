package io.cryptodata.allinone.interop;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Confluent's serializers and ours read each other's records, through a real broker and the registry's
/// Confluent-compatible API.
@ExtendWith(Servers.Shared.class)
class ConfluentInteropIT {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final String KEY = "binance:BTC/USDT";
    private static final Candle CANDLE = new Candle("binance", "BTC/USDT", NOON, 1.5, 3.0, 0.5, 2.0, 10.0, 42L, 0);
    private static final Map<String, Object> LATEST = Map.of("auto.register.schemas", false, "use.latest.version",
            true);
    private static final Map<String, Object> LOOKUP = Map.of("auto.register.schemas", false);
    private static final Map<String, Object> REGISTER = Map.of("auto.register.schemas", true);

    private final Servers servers;

    ConfluentInteropIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void the_serializers_are_the_genuine_ones() throws Exception {
        try (ConfluentSerializers confluent = new ConfluentSerializers()) {
            assertThat(confluent.origin().getPath()).endsWith("confluent-avro.jar");
        }
    }

    @Test
    void confluent_reads_what_we_write() throws Exception {
        String topic = topic("interop.ours");
        Topic described = new Topic(topic, 1, Topic.Kept.FOR_EVER, Candle.getClassSchema());
        SchemaRegistrar.register(HttpAccess.plain(servers.registry()), new Topics(List.of(described)),
                SchemaRegistrar.DEFAULT_TIMEOUT);
        Records.write(servers, ours(Candle.class).serializer(), List.of(new ProducerRecord<>(topic, KEY, CANDLE)));
        try (ConfluentSerializers confluent = new ConfluentSerializers()) {
            GenericRecord generic = (GenericRecord) only(topic, confluent.deserializer(compatible(), false));
            assertThat(generic.getSchema().getFullName()).isEqualTo("io.cryptodata.schemas.avro.Candle");
            assertThat(generic.get("close")).isEqualTo(2.0);
            assertThat(generic.get("asset")).hasToString("BTC/USDT");
            assertThat(only(topic, confluent.deserializer(compatible(), true))).isEqualTo(CANDLE);
        }
    }

    @Test
    void we_read_what_confluent_writes_with_the_latest_registered_schema() throws Exception {
        assertThat(throughConfluent("candles.1h", LATEST, CANDLE)).isEqualTo(CANDLE);
    }

    @Test
    void we_read_what_confluent_writes_with_a_looked_up_schema() throws Exception {
        assertThat(throughConfluent("candles.1h", LOOKUP, CANDLE)).isEqualTo(CANDLE);
    }

    @Test
    void we_read_what_confluent_writes_with_a_schema_that_it_registers() throws Exception {
        String topic = topic("interop.registered");
        try (ConfluentSerializers confluent = new ConfluentSerializers()) {
            Records.write(servers, confluent.serializer(compatible(), REGISTER),
                    List.of(new ProducerRecord<>(topic, KEY, (Object) CANDLE)));
        }
        assertThat(only(topic, ours(Candle.class).deserializer())).isEqualTo(CANDLE);
    }

    @Test
    void the_bytes_are_identical() throws Exception {
        Indicators row = Indicators.newBuilder().setExchange("binance").setAsset("BTC/USDT").setTimestamp(NOON)
                .setTimeframe("1h").setLastId(42).setClosed(true).setEma10(1.25).setTdSeqUp(3).build();
        LedgerEntry entry = LedgerEntry.newBuilder().setExchange("binance").setAsset("BTC/USDT").setExpectedFrom(NOON)
                .setPresent(3).setQuarantined(1)
                .setMissing(List.of(new MissingRange(NOON, NOON.plusSeconds(3600), 2, null, null, 0)))
                .setConfirmedEmpty(List.of(new HourRange(NOON, NOON.plusSeconds(7200)))).setState("LIVE")
                .setUpdatedAt(NOON).build();
        sameBytes("candles.1h", CANDLE, Candle.class);
        sameBytes("indicators", row, Indicators.class);
        sameBytes("ledger", entry, LedgerEntry.class);
    }

    @Test
    void the_id_in_the_bytes_resolves_through_the_compatible_api() throws Exception {
        byte[] bytes = ours(Candle.class).serializer().serialize("candles.1h", CANDLE);
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        URI address = URI.create(compatible() + "/schemas/ids/" + id);
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
            assertThat(body).contains("\\\"name\\\":\\\"Candle\\\"");
        }
    }

    private <T extends SpecificRecord> void sameBytes(String topic, T record, Class<T> type) throws Exception {
        try (ConfluentSerializers confluent = new ConfluentSerializers()) {
            assertThat(ours(type).serializer().serialize(topic, record)).as(topic)
                    .isEqualTo(confluent.serializer(compatible(), LOOKUP).serialize(topic, record));
        }
    }

    private Candle throughConfluent(String subjectOf, Map<String, Object> settings, Candle candle) throws Exception {
        try (ConfluentSerializers confluent = new ConfluentSerializers()) {
            Serializer<Object> serializer = confluent.serializer(compatible(), settings);
            return ours(Candle.class).deserializer().deserialize(subjectOf, serializer.serialize(subjectOf, candle));
        }
    }

    private <T extends SpecificRecord> Serde<T> ours(Class<T> type) {
        return AvroSerdes.of(type, servers.registry());
    }

    private <V> V only(String topic, Deserializer<V> values) {
        List<ConsumerRecord<String, V>> records = Records.read(servers, topic, values, 1);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().key()).isEqualTo(KEY);
        return records.getFirst().value();
    }

    private String topic(String name) throws Exception {
        try (var admin = servers.admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
        return name;
    }

    private String compatible() {
        return servers.registry() + "/apis/ccompat/v7";
    }
}
