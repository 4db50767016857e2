package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.KafkaCandlePublisher.StoredLedgers;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Publishes the pages of one partition: a transactional producer, one transaction per page, one page at a time.
///
/// After an aborted transaction nothing of the page is visible. If the producer is fenced or the outcome of a commit is
/// unknown, the producer is closed; the next page creates a new one, which ends the open transaction, and reads the
/// ledgers from the topic again.
///
/// What another process wrote to the partition's ledgers is read when the partition is opened, and again once it is found on
/// the topic ([LedgerChanges]).
///
/// Between [#close()] and the next [#open()] every page is rejected.
final class PartitionPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionPublisher.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final int partition;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Predicate<Market> isInPartition;
    private final Supplier<StoredLedgers.Read> storedLedgers;
    private final PageRecords records;
    private final LedgerStore ledgers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Producer<String, byte[]> producer;
    private boolean isAssigned;
    private boolean wasOpen;
    private long unreadFrom;

    /// @param isInPartition whether a market is in this partition
    /// @param storedLedgers reads this partition of the ledger topic
    PartitionPublisher(int partition, Supplier<Producer<String, byte[]>> producers, Predicate<Market> isInPartition,
            Supplier<StoredLedgers.Read> storedLedgers, PageRecords records, LedgerStore ledgers) {
        this.partition = partition;
        this.producers = producers;
        this.isInPartition = isInPartition;
        this.storedLedgers = storedLedgers;
        this.records = records;
        this.ledgers = ledgers;
    }

    /// Creates the producer, which ends transactions that the previous process left open, then reads the ledgers.
    void open() {
        lock.lock();
        try {
            isAssigned = true;
            openProducer();
        } finally {
            lock.unlock();
        }
    }

    CandlePublisher.Outcome publish(Publication publication) {
        lock.lock();
        try {
            if (!isAssigned) {
                return new CandlePublisher.Outcome.NotPublished(
                        "partition " + partition + " is not assigned to this process");
            }
            Optional<String> problem = ledgers.problem(publication.after());
            if (problem.isPresent()) {
                return new CandlePublisher.Outcome.NotPublished(problem.get());
            }
            Producer<String, byte[]> open = openProducer();
            if (!ledgers.isCurrent(publication.before())) {
                return new CandlePublisher.Outcome.NotPublished(
                        "the ledger of " + publication.before().market() + " has changed since the page was fetched");
            }
            return publish(open, records.of(publication, partition), publication.after());
        } catch (RuntimeException e) {
            return notPublished("not published", e);
        } finally {
            lock.unlock();
        }
    }

    int partition() {
        return partition;
    }

    /// The offset from which on the ledger topic may contain entries of others; empty unless the partition is open.
    OptionalLong unreadFrom() {
        lock.lock();
        try {
            return producer == null ? OptionalLong.empty() : OptionalLong.of(unreadFrom);
        } finally {
            lock.unlock();
        }
    }

    /// Reads the ledgers again if the entry at this offset of the topic was written by another process. An older one was
    /// read before: its writer fenced this process, which has published since.
    void found(long offset) {
        lock.lock();
        try {
            Producer<String, byte[]> open = producer;
            if (open != null && offset >= unreadFrom) {
                LOG.info("partition {}: another process wrote its ledgers, which are read again", partition);
                discard(open);
            }
        } finally {
            lock.unlock();
        }
    }

    /// No entry before `end` was written by another process, unless it was reported.
    void searched(long end) {
        lock.lock();
        try {
            unreadFrom = Math.max(unreadFrom, end);
        } finally {
            lock.unlock();
        }
    }

    /// Opens an assigned partition again whose producer was discarded.
    void reopen() {
        lock.lock();
        try {
            if (isAssigned && wasOpen) {
                openProducer();
            }
        } finally {
            lock.unlock();
        }
    }

    private Producer<String, byte[]> openProducer() {
        Producer<String, byte[]> open = producer;
        if (open != null) {
            return open;
        }
        Producer<String, byte[]> created = producers.get();
        try {
            created.initTransactions();
            StoredLedgers.Read stored = storedLedgers.get();
            ledgers.reset(isInPartition, stored.ledgers());
            unreadFrom = stored.end();
        } catch (RuntimeException e) {
            created.close(Duration.ZERO);
            throw e;
        }
        if (wasOpen) {
            LOG.info("partition {}: a new producer continues from the ledger on the topic", partition);
        }
        wasOpen = true;
        producer = created;
        return created;
    }

    private CandlePublisher.Outcome publish(Producer<String, byte[]> open, List<ProducerRecord<String, byte[]>> page,
            Ledger after) {
        long entry;
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(page.size());
            page.forEach(each -> sent.add(open.send(each)));
            open.flush();
            requireAllSent(sent);
            entry = sent.getLast().resultNow().offset();
        } catch (RuntimeException e) {
            return aborted(open, e);
        }
        try {
            open.commitTransaction();
        } catch (RuntimeException e) {
            discard(open);
            return notPublished("the outcome of the commit is unknown", e);
        }
        ledgers.commit(after);
        unreadFrom = entry + 1;
        return new CandlePublisher.Outcome.Published();
    }

    /// After a flush every record is either written or failed.
    private static void requireAllSent(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> each : sent) {
            if (each.state() == Future.State.FAILED) {
                throw new KafkaException("the broker rejected a record", each.exceptionNow());
            }
        }
    }

    private CandlePublisher.Outcome aborted(Producer<String, byte[]> open, RuntimeException cause) {
        try {
            open.abortTransaction();
        } catch (RuntimeException e) {
            LOG.debug("partition {}: could not abort", partition, e);
            discard(open);
        }
        return notPublished("the transaction was aborted", cause);
    }

    private void discard(Producer<String, byte[]> failed) {
        producer = null;
        failed.close(Duration.ZERO);
    }

    private CandlePublisher.Outcome notPublished(String what, RuntimeException cause) {
        LOG.debug("partition {}: {}", partition, what, cause);
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new CandlePublisher.Outcome.NotPublished(what + " (partition " + partition + "): "
                + root.getClass().getSimpleName() + ": " + root.getMessage());
    }

    /// Finishes a page in progress, rejects later ones and removes the ledgers.
    @Override
    public void close() {
        lock.lock();
        try {
            isAssigned = false;
            wasOpen = false;
            ledgers.reset(isInPartition, List.of());
            Producer<String, byte[]> open = producer;
            if (open != null) {
                producer = null;
                open.close(CLOSING);
            }
        } finally {
            lock.unlock();
        }
    }
}
