package io.cryptodata.streams.state;

import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How far the stores are restored from their changelog topics. Counts offsets, which include compacted records and the marks
/// of transactions: an upper bound of the records.
///
/// Logs a line when a store starts and ends, and the progress of all of them every few seconds.
public final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoClock;
    private final Map<TopicPartition, Part> parts = new HashMap<>();
    private long startedNanos;
    private long loggedNanos;

    public RestoreProgress() {
        this(System::nanoTime);
    }

    RestoreProgress(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /// Registers the size of what is being restored, and what remains of it.
    public void bind(MeterRegistry meters) {
        StreamsMeters.RESTORE_RECORDS.gaugeIn(meters, this, RestoreProgress::records);
        StreamsMeters.RESTORE_REMAINING.gaugeIn(meters, this, RestoreProgress::remaining);
    }

    private record Part(long first, long total, long done, boolean restoring) {
        Part upTo(long offset) {
            return new Part(first, total, Math.clamp(offset + 1 - first, done, total), restoring);
        }

        Part ended() {
            return new Part(first, total, total, false);
        }
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long first, long end) {
        long total = Math.max(end - first, 0);
        if (!isRestoring()) {
            parts.clear();
            startedNanos = nanoClock.getAsLong();
            loggedNanos = startedNanos;
        }
        parts.put(changelog, new Part(first, total, 0, true));
        if (total > 0) {
            LOG.info("restoring the store {} from {}: {} records", store, changelog, grouped(total));
        }
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition changelog, String store, long lastOffset, long count) {
        parts.computeIfPresent(changelog, (any, part) -> part.upTo(lastOffset));
        long now = nanoClock.getAsLong();
        if (now - loggedNanos >= LOG_INTERVAL.toNanos()) {
            loggedNanos = now;
            describe().ifPresent(LOG::info);
        }
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long count) {
        parts.computeIfPresent(changelog, (any, part) -> part.ended());
        if (count > 0) {
            LOG.info("restored the store {} from {}: {} records", store, changelog, grouped(count));
        }
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long count) {
        parts.remove(changelog);
    }

    /// The stores of a stream that was closed are not restored any more.
    public synchronized void clear() {
        parts.clear();
    }

    private synchronized long records() {
        return isRestoring() ? total() : 0;
    }

    private synchronized long remaining() {
        return isRestoring() ? total() - done() : 0;
    }

    private boolean isRestoring() {
        return parts.values().stream().anyMatch(Part::restoring);
    }

    private long total() {
        return parts.values().stream().mapToLong(Part::total).sum();
    }

    private long done() {
        return parts.values().stream().mapToLong(Part::done).sum();
    }

    /// The progress in one phrase; empty if no store is being restored.
    public synchronized Optional<String> describe() {
        long total = total();
        if (total == 0 || !isRestoring()) {
            return Optional.empty();
        }
        long done = done();
        return Optional.of("restoring %s of %s records%s".formatted(grouped(done), grouped(total),
                timing(done, total - done)));
    }

    private String timing(long done, long left) {
        double seconds = (nanoClock.getAsLong() - startedNanos) / NANOS_PER_SECOND;
        if (done == 0 || seconds <= 0) {
            return "";
        }
        double rate = done / seconds;
        return ", %s per second, %d s left".formatted(grouped(Math.round(rate)), (long) Math.ceil(left / rate));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
