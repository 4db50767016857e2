package io.cryptodata.api.live;

import io.cryptodata.api.http.ProblemException;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads the events that a stream missed and that are no longer in the ring from the topics. The number of concurrent reads and
/// the number of records of each are limited.
final class CatchUp {
    private static final int AT_A_TIME = 4;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int UNAVAILABLE = 503;

    private final LiveLog log;
    private final long mostRecords;
    private final Semaphore permits = new Semaphore(AT_A_TIME, true);

    /// @param mostRecords that one stream may miss
    CatchUp(LiveLog log, long mostRecords) {
        this.log = log;
        this.mostRecords = mostRecords;
    }

    /// Takes the events of a stream.
    @FunctionalInterface
    interface Sink {
        void accept(LiveEvent event) throws IOException;
    }

    /// Passes everything between two positions, and moves the first one to the second one.
    ///
    /// @return false if that is too much, or no longer on the topics; nothing was passed then
    /// @throws ProblemException if too many streams do so already
    boolean read(Position from, Position to, LiveFilter filter, Sink sink) throws IOException, InterruptedException {
        Map<Integer, Long> missed = missed(from, to, filter);
        if (missed.isEmpty()) {
            return true;
        }
        if (!isPossible(missed, to)) {
            return false;
        }
        if (!permits.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(UNAVAILABLE, "server busy",
                    "too many streams read what they missed: try again").retryAfter(LATER);
        }
        try (LiveLog.Reading reading = log.read(from.layout(), missed)) {
            readTo(reading, from, to, missed, sink);
        } finally {
            permits.release();
        }
        return true;
    }

    /// The missed offsets of partitions that can match, by slot; the others are skipped.
    private static Map<Integer, Long> missed(Position from, Position to, LiveFilter filter) {
        Map<Integer, Long> missed = new HashMap<>();
        Layout layout = from.layout();
        for (int slot = 0; slot < layout.size(); slot++) {
            if (from.offset(slot) == Position.NONE || from.offset(slot) >= to.offset(slot)) {
                continue;
            }
            if (filter.has(layout, layout.slots().get(slot))) {
                missed.put(slot, from.offset(slot));
            } else {
                from.set(slot, to.offset(slot));
            }
        }
        return missed;
    }

    private boolean isPossible(Map<Integer, Long> missed, Position to) {
        long records = missed.entrySet().stream().mapToLong(each -> to.offset(each.getKey()) - each.getValue()).sum();
        if (records > mostRecords) {
            return false;
        }
        Position beginning = log.beginning(to.layout());
        return missed.entrySet().stream().allMatch(each -> each.getValue() >= beginning.offset(each.getKey()));
    }

    private static void readTo(LiveLog.Reading reading, Position from, Position to, Map<Integer, Long> missed,
            Sink sink) throws IOException {
        long progress = System.nanoTime();
        while (!missed.keySet().stream().allMatch(slot -> reading.offset(slot) >= to.offset(slot))) {
            boolean any = false;
            for (LiveEvent event : reading.poll()) {
                any = true;
                if (event.offset() < to.offset(event.slot())) {
                    sink.accept(event);
                    from.passed(event);
                }
            }
            if (any) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > NO_PROGRESS.toNanos()) {
                throw new IOException("the topics do not respond");
            }
        }
        missed.keySet().forEach(slot -> from.set(slot, Math.max(from.offset(slot), to.offset(slot))));
    }
}
