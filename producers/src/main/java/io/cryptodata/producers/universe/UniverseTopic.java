package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.CompactedTopic;
import io.cryptodata.producers.publishing.MarketPartition;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The topic `universe`: read whole at start, then only written.
public record UniverseTopic(int partitions, CompactedTopic topic, Producer<String, byte[]> producer,
        Serde<UniverseEntry> values) {
    /// Every entry there is.
    public Collection<UniverseEntry> read() {
        return topic.read(IntStream.range(0, partitions).boxed().toList()).values().stream()
                .map(bytes -> values.deserializer().deserialize(TopicName.UNIVERSE, bytes)).toList();
    }

    /// Writes entries and waits until they are there.
    ///
    /// @throws KafkaException if one could not be written
    public void write(List<UniverseEntry> entries) {
        List<Future<?>> sent = new ArrayList<>(entries.size());
        for (UniverseEntry entry : entries) {
            Market market = new Market(entry.getExchange(), entry.getAsset());
            sent.add(producer.send(new ProducerRecord<>(TopicName.UNIVERSE, MarketPartition.of(market, partitions),
                    market.key(), values.serializer().serialize(TopicName.UNIVERSE, entry))));
        }
        producer.flush();
        for (Future<?> each : sent) {
            if (each.state() == Future.State.FAILED) {
                throw new KafkaException("new markets could not be written to the topic universe",
                        each.exceptionNow());
            }
        }
    }
}
