package io.cryptodata.allinone.embedded;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The override tables as read from their topics, with tombstones applied.
final class OverridesReader implements AutoCloseable {
    private final Map<String, AssetDeclaration> declarations = new TreeMap<>();
    private final Map<String, Flag> flags = new TreeMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Serde<AssetDeclaration> declarationSerde;
    private final Serde<Flag> flagSerde;
    private int records;

    OverridesReader(EmbeddedRuntime runtime) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", runtime.broker().bootstrap()),
                new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(TopicName.OVERRIDES_ASSET_DECLARATION, 0),
                new TopicPartition(TopicName.OVERRIDES_FLAGS, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        declarationSerde = AvroSerdes.of(AssetDeclaration.class, runtime.registry().url());
        flagSerde = AvroSerdes.of(Flag.class, runtime.registry().url());
    }

    /// Reads until the condition holds.
    ///
    /// @return how long it took
    Duration until(String what, Predicate<OverridesReader> condition, Duration timeout) {
        long start = System.nanoTime();
        while (!condition.test(this)) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new AssertionError("not read within " + timeout + ": " + what + "; read so far: " + this);
            }
            consumer.poll(Duration.ofMillis(20)).forEach(this::add);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void add(ConsumerRecord<String, byte[]> message) {
        records++;
        boolean flag = message.topic().equals(TopicName.OVERRIDES_FLAGS);
        if (message.value() == null) {
            (flag ? flags : declarations).remove(message.key());
        } else if (flag) {
            flags.put(message.key(), flagSerde.deserializer().deserialize(message.topic(), message.value()));
        } else {
            declarations.put(message.key(),
                    declarationSerde.deserializer().deserialize(message.topic(), message.value()));
        }
    }

    Map<String, AssetDeclaration> declarations() {
        return declarations;
    }

    Map<String, Flag> flags() {
        return flags;
    }

    /// Number of records read, including tombstones.
    int records() {
        return records;
    }

    @Override
    public String toString() {
        return declarations.values() + " and " + flags.values();
    }

    @Override
    public void close() {
        consumer.close();
        declarationSerde.close();
        flagSerde.close();
    }
}
