package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.producers.kafka.SentRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The topic `universe`: read whole at the start of a term, then only written.
public record UniverseTopic(int partitions, CompactedTopic topic, Producer<String, byte[]> producer,
        Serde<UniverseEntry> values) implements UniverseStore {
    @Override
    public Collection<UniverseMarket> read() {
        return topic.read(IntStream.range(0, partitions).boxed().toList()).values().stream()
                .map(bytes -> UniverseRecords.fromAvro(values.deserializer().deserialize(TopicName.UNIVERSE, bytes)))
                .toList();
    }

    @Override
    public Map<Integer, Long> write(List<UniverseMarket> entries, Instant time) {
        return SentRecords.send(producer, entries.stream().map(each -> record(each, time)).toList());
    }

    private ProducerRecord<String, byte[]> record(UniverseMarket entry, Instant time) {
        byte[] value = values.serializer().serialize(TopicName.UNIVERSE, UniverseRecords.toAvro(entry, time));
        return new ProducerRecord<>(TopicName.UNIVERSE, MarketPartition.of(entry.market(), partitions),
                entry.market().key(), value);
    }
}
