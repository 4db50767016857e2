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

/// The operators' tables as a reader of the topics knows them: read by our own serde, tombstones taken away.
final class OverridesOnTopics implements AutoCloseable {
    private final Map<String, AssetDeclaration> declarations = new TreeMap<>();
    private final Map<String, Flag> flags = new TreeMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Serde<AssetDeclaration> declarationSerde;
    private final Serde<Flag> flagSerde;
    private int records;

    OverridesOnTopics(EmbeddedRuntime runtime) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", runtime.broker().bootstrap()),
                new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(TopicName.OVERRIDES_ASSET_DECLARATION, 0),
                new TopicPartition(TopicName.OVERRIDES_FLAGS, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        declarationSerde = AvroSerdes.of(AssetDeclaration.class, runtime.registry().url());
        flagSerde = AvroSerdes.of(Flag.class, runtime.registry().url());
    }

    /// Reads on until what is known is as wanted.
    ///
    /// @return how long that took
    Duration until(String what, Predicate<OverridesOnTopics> wanted, Duration patience) {
        long began = System.nanoTime();
        while (!wanted.test(this)) {
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new AssertionError("within " + patience + " did not come: " + what + "; known are " + this);
            }
            consumer.poll(Duration.ofMillis(20)).forEach(this::take);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void take(ConsumerRecord<String, byte[]> message) {
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

    /// How many records were read, tombstones too.
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
