package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.LedgerStore;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// One partition's way to the broker: a transactional producer, one transaction per page, one at a time.
///
/// After an aborted transaction nothing of the page counts. After anything worse (another owner has taken over, or it is
/// not known whether a commit came through) the producer is given up; the next page makes a new one, whose start settles
/// what was open, and takes the ledgers from the topic again.
///
/// Between [#close()] and the next [#open()] the partition is somebody else's, and every page is refused.
final class PartitionPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionPublisher.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final int partition;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Predicate<Market> owned;
    private final Supplier<Collection<Ledger>> storedLedgers;
    private final PageRecords records;
    private final LedgerStore book;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private @Nullable Producer<String, byte[]> producer;
    private boolean isHeld;
    private boolean wasOpen;

    /// @param owned whether a market is in this partition
    /// @param storedLedgers reads this partition of the ledger topic
    PartitionPublisher(int partition, Supplier<Producer<String, byte[]>> producers, Predicate<Market> owned,
            Supplier<Collection<Ledger>> storedLedgers, PageRecords records, LedgerStore book) {
        this.partition = partition;
        this.producers = producers;
        this.owned = owned;
        this.storedLedgers = storedLedgers;
        this.records = records;
        this.book = book;
    }

    /// Makes the producer, which ends what a former owner left open; then takes the ledgers from the topic.
    void open() {
        oneAtATime.lock();
        try {
            isHeld = true;
            opened();
        } finally {
            oneAtATime.unlock();
        }
    }

    CandlePublisher.Outcome publish(Publication publication) {
        oneAtATime.lock();
        try {
            if (!isHeld) {
                return new CandlePublisher.Outcome.NotPublished(
                        "partition " + partition + " is not held by this process any more");
            }
            Producer<String, byte[]> open = opened();
            if (!book.isCurrent(publication.before())) {
                return new CandlePublisher.Outcome.NotPublished(
                        "the ledger of " + publication.before().market() + " has changed since the page was judged");
            }
            return publish(open, records.of(publication, partition), publication.after());
        } catch (RuntimeException e) {
            return notPublished("not published", e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Producer<String, byte[]> opened() {
        Producer<String, byte[]> open = producer;
        if (open != null) {
            return open;
        }
        Producer<String, byte[]> made = producers.get();
        try {
            made.initTransactions();
            Collection<Ledger> stored = storedLedgers.get();
            book.reset(owned, stored);
        } catch (RuntimeException e) {
            made.close(Duration.ZERO);
            throw e;
        }
        if (wasOpen) {
            LOG.info("partition {}: a new producer continues by the ledger on the topic", partition);
        }
        wasOpen = true;
        producer = made;
        return made;
    }

    private CandlePublisher.Outcome publish(Producer<String, byte[]> open, List<ProducerRecord<String, byte[]>> page,
            Ledger after) {
        try {
            open.beginTransaction();
            List<Future<?>> sent = new ArrayList<>(page.size());
            page.forEach(each -> sent.add(open.send(each)));
            open.flush();
            requireAllSent(sent);
        } catch (RuntimeException e) {
            return aborted(open, e);
        }
        try {
            open.commitTransaction();
        } catch (RuntimeException e) {
            giveUp(open);
            return notPublished("it is not known whether the commit came through", e);
        }
        book.commit(after);
        return new CandlePublisher.Outcome.Published();
    }

    /// After a flush every record is either there or refused.
    private static void requireAllSent(List<Future<?>> sent) {
        for (Future<?> each : sent) {
            if (each.state() == Future.State.FAILED) {
                throw new KafkaException("the broker refused a record", each.exceptionNow());
            }
        }
    }

    private CandlePublisher.Outcome aborted(Producer<String, byte[]> open, RuntimeException cause) {
        try {
            open.abortTransaction();
        } catch (RuntimeException e) {
            LOG.debug("partition {}: could not abort", partition, e);
            giveUp(open);
        }
        return notPublished("the transaction was aborted", cause);
    }

    private void giveUp(Producer<String, byte[]> broken) {
        producer = null;
        broken.close(Duration.ZERO);
    }

    private CandlePublisher.Outcome notPublished(String what, RuntimeException cause) {
        LOG.debug("partition {}: {}", partition, what, cause);
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new CandlePublisher.Outcome.NotPublished(what + " (partition " + partition + "): "
                + root.getClass().getSimpleName() + ": " + root.getMessage());
    }

    /// Lets a page under way finish, refuses later ones and forgets the ledgers.
    @Override
    public void close() {
        oneAtATime.lock();
        try {
            isHeld = false;
            wasOpen = false;
            book.reset(owned, List.of());
            Producer<String, byte[]> open = producer;
            if (open != null) {
                producer = null;
                open.close(CLOSING);
            }
        } finally {
            oneAtATime.unlock();
        }
    }
}
