package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinMarket;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Publishes a snapshot in one transaction of the leader, so that readers see it whole and a former leader publishes none.
///
/// @param member the name of this process in the header `fetched.by`
record KafkaSnapshotPublisher(LeaderWriter writer, Serializer<CoinMarket> rows,
        String member) implements SnapshotPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSnapshotPublisher.class);
    private static final int TRIES = 2;

    /// An aborted transaction is tried once more.
    @Override
    public Optional<String> publish(List<CoinMarket> snapshot) {
        List<ProducerRecord<String, byte[]>> records = snapshot.stream().map(this::record).toList();
        String reason = "this process does not lead: " + writer.whyClosed();
        for (int attempt = 1; attempt <= TRIES && writer.isOpen()
                && !Thread.currentThread().isInterrupted(); attempt++) {
            try {
                writer.write(records);
                return Optional.empty();
            } catch (RuntimeException e) {
                LOG.debug("snapshot not published, try {}", attempt, e);
                Throwable root = e.getCause() == null ? e : e.getCause();
                reason = isFenced(e) || isFenced(root)
                        ? "another process has taken over"
                        : root.getClass().getSimpleName() + ": " + root.getMessage();
            }
        }
        return Optional.of("Kafka did not accept the snapshot: " + reason);
    }

    private ProducerRecord<String, byte[]> record(CoinMarket row) {
        List<Header> headers = List
                .of(new RecordHeader("fetched.by", member.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(TopicName.COINGECKO_MARKETS, null, row.getCoinId(),
                rows.serialize(TopicName.COINGECKO_MARKETS, row), headers);
    }

    private static boolean isFenced(Throwable failure) {
        return failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException;
    }
}
