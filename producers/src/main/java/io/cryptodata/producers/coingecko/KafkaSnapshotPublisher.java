package io.cryptodata.producers.coingecko;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinMarket;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Publishes a snapshot in one transaction, so that readers see it whole.
///
/// Each snapshot has a new producer, because another process may have taken over since the last one: each producer fences all
/// earlier ones. If the outcome of a commit is unknown, the same rows are sent once more: readers ignore repeats.
///
/// @param producers creates a producer with the transactional id [#TRANSACTIONAL_ID]
/// @param member the name of this process in the header `fetched.by`
record KafkaSnapshotPublisher(Supplier<Producer<String, byte[]>> producers, Serializer<CoinMarket> rows,
        String member) implements SnapshotPublisher {
    static final String TRANSACTIONAL_ID = "cda-producers-coingecko";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSnapshotPublisher.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int TRIES = 2;

    @Override
    public Optional<String> publish(List<CoinMarket> snapshot) {
        String reason = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                publishOnce(snapshot);
                return Optional.empty();
            } catch (RuntimeException e) {
                LOG.debug("snapshot not published, try {}", attempt, e);
                if (isFenced(e) || isFenced(e.getCause())) {
                    return Optional.of("another process has taken over");
                }
                Throwable root = e.getCause() == null ? e : e.getCause();
                reason = root.getClass().getSimpleName() + ": " + root.getMessage();
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return Optional.of("Kafka did not accept the snapshot: " + reason);
    }

    private void publishOnce(List<CoinMarket> snapshot) {
        Producer<String, byte[]> producer = producers.get();
        Duration closing = Duration.ZERO;
        try {
            producer.initTransactions();
            producer.beginTransaction();
            sendAll(producer, snapshot);
            producer.commitTransaction();
            closing = CLOSING;
        } finally {
            producer.close(closing);
        }
    }

    /// A failed transaction is aborted immediately, so that no reader waits for its timeout.
    private void sendAll(Producer<String, byte[]> producer, List<CoinMarket> snapshot) {
        try {
            List<Future<?>> sent = new ArrayList<>(snapshot.size());
            for (CoinMarket row : snapshot) {
                sent.add(producer.send(record(row)));
            }
            producer.flush();
            requireAllSent(sent);
        } catch (RuntimeException e) {
            abort(producer, e);
            throw e;
        }
    }

    private static void abort(Producer<String, byte[]> producer, RuntimeException why) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private ProducerRecord<String, byte[]> record(CoinMarket row) {
        List<Header> headers = List
                .of(new RecordHeader("fetched.by", member.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(TopicName.COINGECKO_MARKETS, null, row.getCoinId(),
                rows.serialize(TopicName.COINGECKO_MARKETS, row), headers);
    }

    private static boolean isFenced(@Nullable Throwable failure) {
        return failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException;
    }

    private static void requireAllSent(List<Future<?>> sent) {
        for (Future<?> each : sent) {
            if (each.state() == Future.State.FAILED) {
                throw new KafkaException("the broker refused a record", each.exceptionNow());
            }
        }
    }
}
