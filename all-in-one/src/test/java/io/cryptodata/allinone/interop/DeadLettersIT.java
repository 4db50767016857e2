package io.cryptodata.allinone.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.allinone.cli.Run;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Records that the stream cannot read, with a real broker and registry: the stream continues, and `./cda dlq retry` brings
/// them back once their cause is removed.
@ExtendWith(Servers.Shared.class)
class DeadLettersIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int READABLE = 20;
    private static final int HOURS = 25;
    private static final String LETTERS = TopicName.deadLettersOf(TopicName.CANDLES_1H);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private final Serde<io.cryptodata.schemas.avro.Candle> candles;
    private final Serde<Indicators> indicators;
    private final List<Candle> fine = Walk.of(new Market("binance", "DLQA/USDT"), HOURS, 21);
    private final List<Candle> early = Walk.of(new Market("binance", "DLQB/USDT"), HOURS, 22);
    private final String odd = "binance:DLQC/USDT";

    DeadLettersIT(Servers servers) {
        this.servers = servers;
        this.candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry());
        this.indicators = AvroSerdes.of(Indicators.class, servers.registry());
    }

    @Test
    void records_that_cannot_be_read_come_back_after_the_fix_and_only_once() throws Exception {
        int contradicting = register("contradicting", contradictingSchema());
        int unknown = contradicting + 1; // the registry assigns ids one after another
        int before = waiting();
        try (StreamsApp app = started()) {
            send(keyed(early.subList(0, READABLE), this::bytes));
            send(keyed(early.subList(READABLE, HOURS), candle -> next(candle, unknown)));
            send(List.of(new ProducerRecord<>(TopicName.CANDLES_1H, odd, "not avro".getBytes(StandardCharsets.UTF_8)),
                    new ProducerRecord<>(TopicName.CANDLES_1H, odd, contradiction(contradicting))));
            send(keyed(fine, this::bytes));
            StreamsAppIT.awaitCaughtUp(app);
            assertRows(fine, fine);
            assertRows(early, early.subList(0, READABLE));
            awaitWaiting(before + 7);
            assertLetters(unknown, contradicting);

            assertThat(retry().out()).contains("candles.1h.dlq: retried " + (before + 7) + ", skipped 0");
            StreamsAppIT.awaitCaughtUp(app);
            awaitWaiting(before + 7); // still unreadable: new letters
            assertRows(early, early.subList(0, READABLE));

            assertThat(register("next", nextSchema())).isEqualTo(unknown);
            abandonATransaction();
            String reason = "schema id " + unknown;
            assertThat(retry("--reason", reason, "--dry-run").out()).contains("would retry 5");
            assertThat(retry("--reason", reason).out()).contains("candles.1h.dlq: retried 5, skipped 0");
            assertThat(retry("--reason", reason).out()).contains("candles.1h.dlq: retried 0, skipped 0");
            StreamsAppIT.awaitCaughtUp(app);
            assertRows(early, early);
            awaitWaiting(before + 2); // what stays unreadable
        }
    }

    private void assertLetters(int unknown, int contradicting) throws IOException {
        List<JsonNode> shown = dlq("show", "--json").out().lines().map(DeadLettersIT::parsed)
                .filter(letter -> letter.path("key").asText().contains(":DLQ")).toList();
        assertThat(shown).hasSize(7).allSatisfy(letter -> {
            assertThat(letter.path("topic").asText()).isEqualTo(LETTERS);
            assertThat(letter.path("origin").path("topic").asText()).isEqualTo(TopicName.CANDLES_1H);
            ConsumerRecord<String, byte[]> origin = originOf(letter);
            assertThat(origin.key()).isEqualTo(letter.path("key").asText());
            assertThat(origin.timestamp()).isEqualTo(
                    Instant.parse(letter.path("origin").path("timestamp").asText()).toEpochMilli());
        });
        assertThat(shown).extracting(letter -> letter.path("reason").asText())
                .filteredOn(reason -> reason.contains("schema id " + unknown)).hasSize(HOURS - READABLE);
        assertThat(shown).extracting(letter -> letter.path("reason").asText())
                .anyMatch(reason -> reason.contains("it starts with 6e6f742061"))
                .anyMatch(reason -> reason.contains("schema id " + contradicting));
        assertThat(dlq("show", "--reason", "starts with").out()).contains("8 bytes: 6e6f74206176726f", "binance:DLQC");
        assertThat(dlq("list").out()).contains("candles.1h.dlq", "5  cannot read a Candle from topic candles.1h");
    }

    private ConsumerRecord<String, byte[]> originOf(JsonNode letter) {
        JsonNode origin = letter.path("origin");
        return all(TopicName.CANDLES_1H, new ByteArrayDeserializer()).stream()
                .filter(each -> each.partition() == origin.path("partition").asInt()
                        && each.offset() == origin.path("offset").asLong())
                .findFirst().orElseThrow();
    }

    /// As a retry leaves it behind that is killed between publishing and committing.
    private void abandonATransaction() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers.bootstrap(), "transactional.id",
                "cda-dlq-retry");
        KafkaProducer<byte[], byte[]> killed = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
        killed.initTransactions();
        killed.beginTransaction();
        assertThat(killed.send(new ProducerRecord<>(TopicName.CANDLES_1H, odd.getBytes(StandardCharsets.UTF_8),
                new byte[]{1})).get().hasOffset()).isTrue();
    }

    private int waiting() {
        return parsed(dlq("list", "--json").out()).path("waiting").asInt();
    }

    private Run retry(String... more) {
        return dlq("retry", more);
    }

    private Run dlq(String action, String... more) {
        ArrayList<String> all = new ArrayList<>(List.of("dlq", action, "--topic",
                TopicName.CANDLES_1H, "--kafka", servers.bootstrap(), "--registry", servers.registry()));
        all.addAll(List.of(more));
        Run run = Run.cda(all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private StreamsApp started() {
        StreamsApp app = new StreamsApp(
                StreamsConfig.of(servers.bootstrap(), servers.registry(), servers.folder("letters")),
                new SimpleMeterRegistry());
        app.start();
        return app;
    }

    private interface Format {
        byte[] bytesOf(Candle candle) throws IOException;
    }

    /// Each candle is a page of its own, and so emits a row of every timeframe.
    private static List<ProducerRecord<String, byte[]>> keyed(List<Candle> some, Format format) throws IOException {
        ArrayList<ProducerRecord<String, byte[]>> keyed = new ArrayList<>();
        for (Candle each : some) {
            keyed.add(new ProducerRecord<>(TopicName.CANDLES_1H, null, each.market().key(), format.bytesOf(each),
                    List.of(CandleHeaders.remaining(0))));
        }
        return keyed;
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        Records.write(servers, new ByteArraySerializer(), records);
    }

    private byte[] bytes(Candle candle) {
        return candles.serializer().serialize(TopicName.CANDLES_1H, CandleRecords.toAvro(candle));
    }

    /// A candle by the next version of the schema, which has a field more.
    private static byte[] next(Candle candle, int id) throws IOException {
        io.cryptodata.schemas.avro.Candle now = CandleRecords.toAvro(candle);
        GenericRecord next = new GenericData.Record(nextSchema());
        for (Schema.Field field : now.getSchema().getFields()) {
            next.put(field.name(), field.name().equals("timestamp")
                    ? now.getTimestamp().toEpochMilli()
                    : now.get(field.pos()));
        }
        return encoded(next, id);
    }

    private static byte[] contradiction(int id) throws IOException {
        GenericRecord record = new GenericData.Record(contradictingSchema());
        record.put("exchange", "binance");
        record.put("open", "one");
        return encoded(record, id);
    }

    private static Schema nextSchema() {
        String now = io.cryptodata.schemas.avro.Candle.getClassSchema().toString();
        return new Schema.Parser().parse(now.substring(0, now.lastIndexOf(']'))
                + ",{\"name\":\"trades\",\"type\":[\"null\",\"long\"],\"default\":null}]}");
    }

    /// A candle by name, but without most of its fields, and with a price that is text.
    private static Schema contradictingSchema() {
        return new Schema.Parser().parse("""
                {"type": "record", "name": "Candle", "namespace": "io.cryptodata.schemas.avro", "fields": [
                  {"name": "exchange", "type": "string"}, {"name": "open", "type": "string"}]}""");
    }

    private static byte[] encoded(GenericRecord record, int id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private int register(String subject, Schema schema) throws IOException, InterruptedException {
        URI uri = URI.create(servers.registry() + "/apis/ccompat/v7/subjects/" + subject + "/versions");
        String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return parsed(http.send(HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).body())
                    .path("id").asInt();
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A transaction has ended a moment before its records can be read.
    private void assertRows(List<Candle> walk, List<Candle> folded) {
        List<Indicators> expected = Walk.expectedRows(folded);
        StreamsAppIT.await(() -> rows(walk).size() >= expected.size());
        assertThat(rows(walk)).isEqualTo(expected);
    }

    private void awaitWaiting(int letters) {
        StreamsAppIT.await(() -> waiting() == letters);
    }

    private List<Indicators> rows(List<Candle> walk) {
        String key = walk.getFirst().market().key();
        return all(TopicName.INDICATORS, indicators.deserializer()).stream().filter(row -> row.key().equals(key))
                .map(ConsumerRecord::value).toList();
    }

    private <V> List<ConsumerRecord<String, V>> all(String topic, Deserializer<V> values) {
        List<ConsumerRecord<String, V>> all = new ArrayList<>();
        try (TopicReader<String, V> reader = TopicReader.of(KafkaAccess.plain(servers.bootstrap()),
                new StringDeserializer(), values,
                TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(all::add);
        }
        return all;
    }
}
