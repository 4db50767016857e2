package io.cryptodata.producers.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Writes what the leader decides, one transaction at a time. Opening it fences every earlier leader's writer, also that of
/// a process that is only paused: what it writes later fails. So the leader opens it first, then reads the topics that it
/// writes to, and reads them again whenever it has to open it again.
///
/// Safe for many threads.
public final class LeaderWriter implements AutoCloseable {
    /// One writer for all topics of the leader.
    public static final String TRANSACTIONAL_ID = "cda-producers-leader";

    private static final Logger LOG = LoggerFactory.getLogger(LeaderWriter.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<Producer<String, byte[]>> producers;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Producer<String, byte[]> producer;
    private volatile String whyClosed = "not opened";

    /// @param producers creates a producer with the transactional id
    public LeaderWriter(Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    /// Fences earlier writers; ends their open transactions.
    ///
    /// @throws KafkaException if the broker does not respond
    public void open() {
        lock.lock();
        try {
            close("opened again");
            Producer<String, byte[]> created = producers.get();
            try {
                created.initTransactions();
            } catch (RuntimeException e) {
                created.close(Duration.ZERO);
                throw e;
            }
            producer = created;
        } finally {
            lock.unlock();
        }
    }

    /// False once another writer was opened, or the outcome of a transaction is unknown.
    public boolean isOpen() {
        return producer != null;
    }

    /// Why it is not open.
    public String whyClosed() {
        return whyClosed;
    }

    /// Writes all records, or none.
    ///
    /// @return by partition, the offset after the last record
    /// @throws KafkaException if they were not written; if the outcome is unknown, this writer is closed
    public Map<Integer, Long> write(List<ProducerRecord<String, byte[]>> records) {
        lock.lock();
        try {
            Producer<String, byte[]> open = producer;
            if (open == null) {
                throw new KafkaException("this process does not write as the leader: " + whyClosed);
            }
            List<Future<RecordMetadata>> sent = send(open, records);
            commit(open);
            Map<Integer, Long> ends = new HashMap<>();
            sent.forEach(each -> ends.merge(each.resultNow().partition(), each.resultNow().offset() + 1, Math::max));
            return ends;
        } finally {
            lock.unlock();
        }
    }

    private List<Future<RecordMetadata>> send(Producer<String, byte[]> open,
            List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        try {
            open.beginTransaction();
            records.forEach(each -> sent.add(open.send(each)));
            open.flush();
            for (Future<RecordMetadata> each : sent) {
                if (each.state() == Future.State.FAILED) {
                    throw new KafkaException("the broker rejected a record", each.exceptionNow());
                }
            }
            return sent;
        } catch (RuntimeException e) {
            abort(open, e);
            throw e;
        }
    }

    private void abort(Producer<String, byte[]> open, RuntimeException cause) {
        try {
            open.abortTransaction();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            discard(open, cause);
        }
    }

    private void commit(Producer<String, byte[]> open) {
        try {
            open.commitTransaction();
        } catch (RuntimeException e) {
            discard(open, e);
            throw e;
        }
    }

    private void discard(Producer<String, byte[]> failed, RuntimeException cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        whyClosed = root.getClass().getSimpleName() + ": " + root.getMessage();
        LOG.warn("the leader's writer is closed: {}", whyClosed);
        producer = null;
        failed.close(Duration.ZERO);
    }

    private void close(String reason) {
        Producer<String, byte[]> open = producer;
        whyClosed = reason;
        if (open != null) {
            producer = null;
            open.close(CLOSING);
        }
    }

    /// Waits for a transaction in progress. It can be opened again.
    @Override
    public void close() {
        lock.lock();
        try {
            close("leadership has ended");
        } finally {
            lock.unlock();
        }
    }
}
