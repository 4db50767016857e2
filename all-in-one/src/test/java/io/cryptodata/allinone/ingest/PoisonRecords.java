package io.cryptodata.allinone.ingest;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Records that no reader of a compacted topic can use.
record PoisonRecords(String bootstrap, String registry) {
    static final List<String> TOPICS = List.of(TopicName.UNIVERSE, TopicName.LEDGER, TopicName.LISTINGS,
            TopicName.OVERRIDES_ASSET_DECLARATION, TopicName.OVERRIDES_FLAGS);
    private static final int HEAD = 5;

    /// Writes one record of each kind to each topic.
    ///
    /// @return how many to each topic
    int write() throws Exception {
        int written = 0;
        try (Serde<Flag> flags = AvroSerdes.of(Flag.class, registry);
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap),
                        new StringSerializer(), new ByteArraySerializer())) {
            byte[] valid = flags.serializer().serialize(TopicName.OVERRIDES_FLAGS,
                    new Flag("X", "exclude", true, "", Instant.parse("2026-01-01T00:00:00Z")));
            for (String topic : TOPICS) {
                List<ProducerRecord<String, byte[]>> poison = of(topic, valid);
                written = poison.size();
                for (ProducerRecord<String, byte[]> each : poison) {
                    long offset = producer.send(each).get().offset();
                    System.out.println("poison " + topic + " " + offset);
                }
            }
        }
        return written;
    }

    private static List<ProducerRecord<String, byte[]>> of(String topic, byte[] valid) {
        byte[] badMagic = valid.clone();
        badMagic[0] = 7;
        byte[] unknownId = valid.clone();
        ByteBuffer.wrap(unknownId).putInt(1, 999_999);
        byte[] endlessVarint = Arrays.copyOf(valid, HEAD + 11);
        Arrays.fill(endlessVarint, HEAD, endlessVarint.length, (byte) -1);
        byte[] hugeLength = Arrays.copyOf(valid, HEAD + 5);
        System.arraycopy(new byte[]{-128, -88, -42, -71, 7}, 0, hugeLength, HEAD, 5);
        byte[] truncated = Arrays.copyOf(valid, HEAD + 3);
        List<byte[]> values = List.of(badMagic, unknownId, endlessVarint, hugeLength, truncated, new byte[0],
                new byte[]{0}, "text".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        List<ProducerRecord<String, byte[]>> poison = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            poison.add(new ProducerRecord<>(topic, "binance:POISON" + i + "/USDT", values.get(i)));
        }
        poison.add(new ProducerRecord<>(topic, "foreign", valid));
        poison.add(new ProducerRecord<>(topic, "binance:" + "X".repeat(20_000) + "/USDT", badMagic));
        return poison;
    }
}
