package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.common.serialization.Deserializer;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Publishes pages to Kafka. Every partition has a transactional producer named `cda-producers-<partition>`, so that a
/// process that takes over a partition fences the previous one.
public final class KafkaCandlePublisher implements CandlePublisher, PartitionAccess, AutoCloseable {
    private static final String TRANSACTIONAL_ID = "cda-producers-";

    private final List<PartitionPublisher> partitions;

    public KafkaCandlePublisher(int partitions, KafkaClients clients, PageRecords records, StoredLedgers stored,
            LedgerStore ledgers) {
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionPublisher(partition,
                        () -> clients.transactional(TRANSACTIONAL_ID + partition),
                        market -> MarketPartition.of(market, partitions) == partition,
                        () -> stored.of(partition), records, ledgers))
                .toList();
    }

    @Override
    public void open(int partition) {
        partitions.get(partition).open();
    }

    @Override
    public void close(int partition) {
        partitions.get(partition).close();
    }

    @Override
    public Outcome publish(Publication publication) {
        return partitions.get(MarketPartition.of(publication.after().market(), partitions.size())).publish(publication);
    }

    @Override
    public void close() {
        partitions.forEach(PartitionPublisher::close);
    }

    /// The ledgers on the topic.
    public record StoredLedgers(CompactedTopic topic, Deserializer<LedgerEntry> values) {
        /// What is committed in one partition.
        public Collection<Ledger> of(int partition) {
            return topic.read(List.of(partition)).values().stream()
                    .map(bytes -> LedgerRecords.fromAvro(values.deserialize(TopicName.LEDGER, bytes))).toList();
        }
    }
}
