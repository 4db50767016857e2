package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.topic.CompactedTopic;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Publishes pages to Kafka. Every partition has a transactional producer named `cda-producers-<partition>`, so that a
/// process that takes over a partition fences the previous one.
public final class KafkaCandlePublisher implements CandlePublisher, PartitionAccess, AutoCloseable {
    /// What the transactional ids of all writers of the producers start with; that of a partition ends with its number.
    public static final String TRANSACTIONAL_ID = "cda-producers-";

    private final List<PartitionPublisher> partitions;

    public KafkaCandlePublisher(int partitions, KafkaClients clients, PageRecords records, StoredLedgers stored,
            LedgerStore ledgers) {
        this.partitions = IntStream.range(0, partitions).mapToObj(partition -> {
            Predicate<Market> isInPartition = market -> MarketPartition.of(market, partitions) == partition;
            return new PartitionPublisher(partition, () -> clients.transactional(TRANSACTIONAL_ID + partition),
                    isInPartition, () -> stored.of(partition, isInPartition), records, ledgers);
        }).toList();
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

    /// Follows the ledgers of the open partitions on the topic; to be started.
    ///
    /// @param reader reads committed records; closed with the loop
    public LedgerChanges changes(TopicReader<String, byte[]> reader) {
        return new LedgerChanges(partitions, reader);
    }

    @Override
    public void close() {
        partitions.forEach(PartitionPublisher::close);
    }

    /// The ledgers on the topic. A market whose entry is unreadable continues from its last readable one, or starts
    /// anew without one: its hours are fetched and published again with the same values.
    public record StoredLedgers(CompactedTopic topic, Deserializer<LedgerEntry> values) {
        /// @param end the offset up to which the partition was read
        record Read(Collection<Ledger> ledgers, long end) {}

        /// What is committed in one partition.
        ///
        /// @param isInPartition whether a market belongs there
        Read of(int partition, Predicate<Market> isInPartition) {
            CompactedTopic.Content<Ledger> content = topic.read(List.of(partition),
                    (key, value) -> ledger(key, value, isInPartition));
            return new Read(content.values().values(),
                    content.ends().getOrDefault(new TopicPartition(topic.name(), partition), 0L));
        }

        private Ledger ledger(String key, byte[] value, Predicate<Market> isInPartition) {
            Ledger ledger = LedgerRecords.fromAvro(values.deserialize(TopicName.LEDGER, value));
            if (!ledger.market().key().equals(key)) {
                throw new IllegalArgumentException(
                        "the key must be the market, '" + ledger.market().key() + "', but is '" + key + "'");
            }
            if (!isInPartition.test(ledger.market())) {
                throw new IllegalArgumentException(key + " belongs to another partition of " + TopicName.LEDGER);
            }
            return ledger;
        }
    }
}
