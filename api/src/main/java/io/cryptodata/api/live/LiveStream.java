package io.cryptodata.api.live;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One open stream: writes the events that match, each with the position after it, until the client or the server ends it.
/// Needs no memory but for a position, because it reads from the ring.
final class LiveStream {
    private static final int WRITE_BYTES = 16 << 10;
    /// events before a reset that are sent again, because the database may get them later
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 10;
    private static final long MOST_AHEAD = 100_000;

    private final Ring ring;
    private final CatchUp catchUp;
    private final LiveFilter filter;
    private final StreamMeters meters;
    private final Duration heartbeat;
    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private Position position;
    private long sequence;

    /// @param heartbeat the longest time without an event
    LiveStream(Ring ring, CatchUp catchUp, LiveFilter filter, StreamMeters meters, Duration heartbeat,
            OutputStream out) {
        this.ring = ring;
        this.catchUp = catchUp;
        this.filter = filter;
        this.meters = meters;
        this.heartbeat = heartbeat;
        this.out = out;
        this.position = ring.head().orElseThrow().position();
    }

    /// Writes until the end of the stream.
    ///
    /// @param after the id of the last event that the client has; null for a new stream
    void run(@Nullable String after) throws IOException, InterruptedException {
        begin(after);
        long lastWrite = System.nanoTime();
        while (!ring.isClosed()) {
            Duration sinceLastWrite = Duration.ofNanos(System.nanoTime() - lastWrite);
            List<LiveEvent> events = ring.read(sequence, heartbeat.minus(sinceLastWrite));
            if (events == null) {
                write("reset", "{}");
                flush();
                meters.reset();
                return; // the client continues with its last id, from the topics
            }
            for (LiveEvent event : events) {
                sequence++;
                pass(event);
            }
            if (pending.size() > 0) {
                flush();
                lastWrite = System.nanoTime();
            } else if (System.nanoTime() - lastWrite >= heartbeat.toNanos()) {
                write("heartbeat", "{}");
                flush();
                lastWrite = System.nanoTime();
            }
        }
    }

    private void begin(@Nullable String after) throws IOException, InterruptedException {
        Ring.Start head = ring.head().orElseThrow();
        if (after == null) {
            startAt(head, false);
            return;
        }
        Optional<Position> known = Position.parse(head.position().layout(), after)
                .filter(given -> !isBeyond(given, head.position()));
        if (known.isEmpty() || !resume(known.get())) {
            startAt(ring.since(System.currentTimeMillis() - OVERLAP.toMillis()).orElse(head), true);
            meters.reset();
        }
    }

    private void startAt(Ring.Start start, boolean reset) throws IOException {
        position = onlySubscribed(start.position());
        sequence = start.sequence();
        write(reset ? "reset" : "heartbeat", "{}");
        flush();
    }

    /// Whether the position is beyond what any instance can have read, so that it belongs to other topics.
    private static boolean isBeyond(Position given, Position head) {
        return IntStream.range(0, head.layout().size())
                .anyMatch(slot -> given.offset(slot) - head.offset(slot) > MOST_AHEAD);
    }

    /// @return false if what was missed is too much
    private boolean resume(Position given) throws IOException, InterruptedException {
        position = completed(given);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Ring.Start tail = ring.tail().orElseThrow();
            if (reaches(tail.position())) {
                sequence = tail.sequence();
                write("heartbeat", "{}");
                flush();
                return true;
            }
            Position target = ring.head().orElseThrow().position();
            if (!catchUp.read(position, target, filter, this::write)) {
                return false;
            }
            flush();
        }
        return false;
    }

    private boolean reaches(Position tail) {
        for (int slot = 0; slot < tail.layout().size(); slot++) {
            if (position.offset(slot) != Position.NONE && position.offset(slot) < tail.offset(slot)) {
                return false;
            }
        }
        return true;
    }

    /// The given position, with topics that are new in the filter at the head and topics that left it removed.
    private Position completed(Position given) {
        Position complete = onlySubscribed(ring.head().orElseThrow().position());
        for (int slot = 0; slot < given.layout().size(); slot++) {
            if (complete.offset(slot) != Position.NONE && given.offset(slot) != Position.NONE) {
                complete.set(slot, given.offset(slot));
            }
        }
        return complete;
    }

    private Position onlySubscribed(Position all) {
        Position subscribed = all.copy();
        List<Layout.Slot> slots = all.layout().slots();
        for (int slot = 0; slot < slots.size(); slot++) {
            if (!filter.has(slots.get(slot).topic())) {
                subscribed.set(slot, Position.NONE);
            }
        }
        return subscribed;
    }

    private void pass(LiveEvent event) throws IOException {
        if (position.isBefore(event)) {
            write(event);
        }
    }

    /// Passes one event, and writes it if it matches.
    private void write(LiveEvent event) throws IOException {
        position.passed(event);
        if (!filter.matches(event)) {
            return;
        }
        pending.write(event.frame());
        pending.write(("id: " + position.text() + "\n\n").getBytes(StandardCharsets.US_ASCII));
        meters.sent(event.topic());
        if (pending.size() >= WRITE_BYTES) {
            flush();
        }
    }

    private void write(String type, String data) {
        pending.writeBytes(("event: " + type + "\nid: " + position.text() + "\ndata: " + data + "\n\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void flush() throws IOException {
        pending.writeTo(out);
        pending.reset();
        out.flush();
    }
}
