package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.DeadLetters;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
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

    /// @param broker that has the topics
    /// @param registry that has their schemas
    public LedgerWriter(KafkaAccess broker, HttpAccess registry) {
        this.clients = new KafkaClients(broker);
        this.entries = AvroSerdes.of(LedgerEntry.class, registry);
    }

    /// The ledger before and after a change.
    public record Change(Ledger before, Ledger after) {}

    /// Replaces the ledger of a market. The change is applied once the holder is fenced, and again for every attempt: no
    /// page that the holder has committed is lost.
    ///
    /// @return empty if the market has no readable ledger
    /// @throws KafkaException if the holder of the partition fences every attempt, or Kafka does not respond
    /// @throws InterruptedException if the thread is to stop
    public Optional<Change> replace(Market market, UnaryOperator<Ledger> change) throws InterruptedException {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(clients.committedReader(), READ_TIMEOUT)) {
            int partition = MarketPartition.of(market, reader.partitions(TopicName.LEDGER).size());
            reader.assign(List.of(new TopicPartition(TopicName.LEDGER, partition)));
            Latest latest = new Latest(market, entries.deserializer());
            for (int attempt = 1;; attempt++) {
                reader.readToEnd(latest::add);
                if (latest.ledger == null) {
                    return Optional.empty();
                }
                try {
                    return replace(partition, reader, latest, change);
                } catch (KafkaException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    LOG.debug("partition {} was taken over while the ledger of {} was written", partition, market, e);
                    Thread.sleep(RETRIES.after(attempt));
                }
            }
        }
    }

    /// Between the fencing and the commit only what came since the last read is read, so that the holder hardly ever takes
    /// the partition back before.
    private Optional<Change> replace(int partition, TopicReader<String, byte[]> reader, Latest latest,
            UnaryOperator<Ledger> change) {
        try (Producer<String, byte[]> producer = clients
                .transactional(KafkaCandlePublisher.TRANSACTIONAL_ID + partition)) {
            producer.initTransactions();
            reader.readToEnd(latest::add);
            Ledger before = latest.ledger;
            if (before == null) {
                return Optional.empty();
            }
            Ledger after = change.apply(before);
            byte[] value = entries.serializer().serialize(TopicName.LEDGER, LedgerRecords.toAvro(after));
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(TopicName.LEDGER, partition, latest.market.key(), value));
            producer.commitTransaction();
            return Optional.of(new Change(before, after));
        }
    }

    /// The newest readable ledger of a market among the records of its partition.
    private static final class Latest {
        private static final DeadLetters LEFT_TO_PRODUCERS = (_, reason) -> LOG
                .debug("an unreadable ledger is left to the producers: {}", reason);

        private final Market market;
        private final Deserializer<LedgerEntry> entries;
        private @Nullable Ledger ledger;

        Latest(Market market, Deserializer<LedgerEntry> entries) {
            this.market = market;
            this.entries = entries;
        }

        void add(ConsumerRecord<String, byte[]> entry) {
            if (!market.key().equals(entry.key())) {
                return;
            }
            if (entry.value() == null) {
                ledger = null;
                return;
            }
            LEFT_TO_PRODUCERS.unless(entry, () -> {
                Ledger read = LedgerRecords.fromAvro(entries.deserialize(TopicName.LEDGER, entry.value()));
                if (!read.market().equals(market)) {
                    throw new IllegalArgumentException("the key must be the market, '" + read.market().key() + "'");
                }
                ledger = read;
            });
        }
    }
}
