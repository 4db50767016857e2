package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/// The topic `universe`: read whole at the start of a term, then only written.
public record UniverseTopic(int partitions, CompactedTopic topic, LeaderWriter writer,
        Serde<UniverseEntry> values) implements UniverseStore {
    @Override
    public Stored read() {
        CompactedTopic.Content<UniverseEntry> stored = topic.read(IntStream.range(0, partitions).boxed().toList(),
                this::entry);
        if (!stored.restored().isEmpty()) {
            writer.write(stored.restored().entrySet().stream().map(each -> record(
                    UniverseRecords.marketOf(requireNonNull(stored.values().get(each.getKey()))), each.getValue()))
                    .toList());
        }
        return new Stored(stored.values().values().stream().map(UniverseRecords::fromAvro).toList(),
                stored.values().values().stream().map(UniverseEntry::getUpdatedAt).max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH));
    }

    private UniverseEntry entry(String key, byte[] value) {
        UniverseEntry entry = values.deserializer().deserialize(TopicName.UNIVERSE, value);
        UniverseRecords.requireKey(key, entry);
        return entry;
    }

    @Override
    public Map<Integer, Long> write(List<UniverseMarket> entries, Instant time) {
        return writer.write(entries.stream().map(each -> record(each, time)).toList());
    }

    private ProducerRecord<String, byte[]> record(UniverseMarket entry, Instant time) {
        return record(entry.market(),
                values.serializer().serialize(TopicName.UNIVERSE, UniverseRecords.toAvro(entry, time)));
    }

    private ProducerRecord<String, byte[]> record(Market market, byte[] value) {
        return new ProducerRecord<>(TopicName.UNIVERSE, MarketPartition.of(market, partitions), market.key(), value);
    }
}
