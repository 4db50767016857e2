package io.cryptodata.streams.replay;

import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.ReplayHeaders;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Publishes the hours of one market after the other to `candles.replay`. A second writer with the same transactional id
/// fences the first.
final class ReplayWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<String, Candle> producer;
    private final String id;
    private final long emitFrom;

    /// @param id of the replay
    /// @param emitFrom the epoch hour from which rows are emitted
    ReplayWriter(KafkaAccess broker, Serializer<Candle> candles, String transactionalId, String id,
            long emitFrom) {
        this.producer = new KafkaProducer<>(broker.with(Map.of("transactional.id", transactionalId,
                "compression.type", "lz4", "batch.size", 128 << 10, "linger.ms", 5)),
                new StringSerializer(), candles);
        this.id = id;
        this.emitFrom = emitFrom;
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Publishes all hours of a market in one transaction.
    ///
    /// @param partition that of the market on `candles.1h`
    /// @param hours oldest first, not empty
    /// @return the offset after the last of them
    /// @throws KafkaException if they were not committed
    long write(int partition, String key, List<FoldedHour> hours) throws InterruptedException {
        return write(partition, key, hours, 0, hours.size());
    }

    /// Publishes some of the hours of a market in one transaction.
    ///
    /// @param hours all of them
    /// @param from the index of the first one to publish
    /// @param to the index after the last one to publish
    /// @return the offset after it
    long write(int partition, String key, List<FoldedHour> hours, int from, int to) throws InterruptedException {
        producer.beginTransaction();
        Future<RecordMetadata> last = null;
        for (int i = from; i < to; i++) {
            FoldedHour hour = hours.get(i);
            ReplayHeaders headers = new ReplayHeaders(id, i, hours.size() - 1 - i, emitFrom, hour.full());
            last = producer.send(new ProducerRecord<>(TopicName.CANDLES_REPLAY, partition, null, key,
                    CandleRecords.toAvro(hour.candle()), headers.toHeaders()));
        }
        producer.commitTransaction();
        return offsetAfter(last);
    }

    private static long offsetAfter(@Nullable Future<RecordMetadata> last) throws InterruptedException {
        if (last == null) {
            throw new IllegalArgumentException("a market without hours cannot be replayed");
        }
        try {
            return last.get().offset() + 1;
        } catch (ExecutionException e) {
            throw new KafkaException("the replay was not published: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
