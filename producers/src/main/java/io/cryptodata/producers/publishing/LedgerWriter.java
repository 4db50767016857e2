package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Replaces the ledger of a market from outside, also beside running producers. The entry is written under the transactional
/// id of the market's partition, which fences the process that holds the partition: that process publishes no page that it
/// fetched before, and reads the ledgers again within seconds ([LedgerChanges]).
public final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;
    private static final double JITTER = 0.5;
    private static final Backoff RETRIES = Backoff.withJitter(Duration.ofMillis(50), Duration.ofSeconds(1), JITTER);

    private final KafkaClients clients;
    private final Serde<LedgerEntry> entries;
    private final CompactedTopic topic;

    /// @param registry base URL of the schema registry
    public LedgerWriter(String bootstrapServers, String registry) {
        this.clients = new KafkaClients(bootstrapServers);
        this.entries = AvroSerdes.of(LedgerEntry.class, registry);
        this.topic = new CompactedTopic(TopicName.LEDGER, clients::committedReader, READ_TIMEOUT,
                (_, reason) -> LOG.debug("an unreadable ledger is left to the producers: {}", reason));
    }

    /// The ledger before and after a change.
    public record Change(Ledger before, Ledger after) {}

    /// Replaces the ledger of a market.
    ///
    /// @return empty if the market has no readable ledger
    /// @throws KafkaException if the holder of the partition fences every attempt, or Kafka does not respond
    /// @throws InterruptedException if the thread is to stop
    public Optional<Change> replace(Market market, UnaryOperator<Ledger> change) throws InterruptedException {
        int partitions = partitions();
        int partition = MarketPartition.of(market, partitions);
        for (int attempt = 1;; attempt++) {
            Optional<Ledger> before = read(market, partition, partitions);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Ledger after = change.apply(before.get());
            try {
                write(after, partition);
                return Optional.of(new Change(before.get(), after));
            } catch (KafkaException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("partition {} was taken over while the ledger of {} was written", partition, market, e);
                Thread.sleep(RETRIES.after(attempt));
            }
        }
    }

    private int partitions() {
        try (var reader = clients.committedReader()) {
            return reader.partitionsFor(TopicName.LEDGER).size();
        }
    }

    private Optional<Ledger> read(Market market, int partition, int partitions) {
        return new KafkaCandlePublisher.StoredLedgers(topic, entries.deserializer())
                .of(partition, each -> MarketPartition.of(each, partitions) == partition).ledgers().stream()
                .filter(ledger -> ledger.market().equals(market)).findFirst();
    }

    /// Nothing comes between the fencing and the commit, so that the holder hardly ever takes the partition back before.
    private void write(Ledger ledger, int partition) {
        byte[] value = entries.serializer().serialize(TopicName.LEDGER, LedgerRecords.toAvro(ledger));
        try (Producer<String, byte[]> producer = clients
                .transactional(KafkaCandlePublisher.TRANSACTIONAL_ID + partition)) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer
                    .send(new ProducerRecord<>(TopicName.LEDGER, partition, ledger.market().key(), value));
            producer.commitTransaction();
        }
    }
}
