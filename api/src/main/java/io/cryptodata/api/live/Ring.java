package io.cryptodata.api.live;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The newest events of all partitions, in the order in which they were read, within a number of bytes. Every stream reads
/// from it at its own pace; a stream that is too slow finds that its next event has been dropped. Thread-safe.
final class Ring {
    private static final int MOST_READ = 500;

    private final int mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private @Nullable Position tail;
    private @Nullable Position head;
    private long first;
    private long next;
    private int bytes;
    private volatile boolean closed;

    /// Events that were read together.
    private record Chunk(long first, List<LiveEvent> events, int bytes) {}

    /// @param mostBytes that the events take
    Ring(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// Where a stream may start.
    ///
    /// @param sequence of the next event
    /// @param position before it
    record Start(long sequence, Position position) {}

    /// Restarts at a position: earlier events are dropped, and open streams get a reset.
    void begin(Position at) {
        lock.lock();
        try {
            chunks.clear();
            bytes = 0;
            next++; // no open stream continues by accident
            first = next;
            tail = at.copy();
            head = at.copy();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void append(List<LiveEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            Position end = head;
            if (end == null) {
                throw new IllegalStateException("begin first");
            }
            int size = events.stream().mapToInt(LiveEvent::bytes).sum();
            chunks.add(new Chunk(next, List.copyOf(events), size));
            next += events.size();
            bytes += size;
            events.forEach(end::passed);
            trim();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        while (bytes > mostBytes && chunks.size() > 1) {
            Chunk oldest = chunks.removeFirst();
            bytes -= oldest.bytes;
            first = oldest.first + oldest.events.size();
            Position start = tail;
            if (start != null) {
                oldest.events.forEach(start::passed);
            }
        }
    }

    /// After the newest event; empty before the topics were reached.
    Optional<Start> head() {
        lock.lock();
        try {
            return Optional.ofNullable(head).map(end -> new Start(next, end.copy()));
        } finally {
            lock.unlock();
        }
    }

    /// Before the oldest event; empty before the topics were reached.
    Optional<Start> tail() {
        lock.lock();
        try {
            return Optional.ofNullable(tail).map(start -> new Start(first, start.copy()));
        } finally {
            lock.unlock();
        }
    }

    /// Before the first event that was appended since a time by the broker's clock.
    Optional<Start> since(long appendedAt) {
        lock.lock();
        try {
            Position start = tail;
            if (start == null) {
                return Optional.empty();
            }
            Position reached = start.copy();
            long sequence = first;
            for (Chunk chunk : chunks) {
                if (chunk.events.getLast().appendedAt() >= appendedAt) {
                    break;
                }
                chunk.events.forEach(reached::passed);
                sequence = chunk.first + chunk.events.size();
            }
            return Optional.of(new Start(sequence, reached));
        } finally {
            lock.unlock();
        }
    }

    /// Some events from a sequence on, waiting for the first of them; empty if there was none in time; null if they were
    /// dropped.
    @Nullable
    List<LiveEvent> read(long sequence, Duration maxWait) throws InterruptedException {
        lock.lock();
        try {
            long left = maxWait.toNanos();
            while (sequence == next && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return sequence < first || sequence > next ? null : from(sequence);
        } finally {
            lock.unlock();
        }
    }

    private List<LiveEvent> from(long sequence) {
        List<LiveEvent> read = new ArrayList<>();
        for (Chunk chunk : after(sequence)) {
            int skipped = (int) Math.max(0, sequence - chunk.first);
            read.addAll(chunk.events.subList(skipped, chunk.events.size()));
            if (read.size() >= MOST_READ) {
                break;
            }
        }
        return read;
    }

    /// From the newest one backwards: most streams are close to it.
    private List<Chunk> after(long sequence) {
        List<Chunk> after = new ArrayList<>();
        Iterator<Chunk> backwards = chunks.descendingIterator();
        while (backwards.hasNext()) {
            Chunk chunk = backwards.next();
            if (chunk.first + chunk.events.size() <= sequence) {
                break;
            }
            after.add(chunk);
        }
        return after.reversed();
    }

    /// Ends all streams.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }
}
