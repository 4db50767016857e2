package io.cryptodata.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Topics in memory; several servers may read them. Offsets have gaps, as where transactions end.
final class TestLog implements LiveLog {
    private static final int PARTITIONS = 3;

    private Layout layout = layout(4711);
    private final Map<Integer, List<LiveEvent>> events = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<Integer, Long> beginnings = new HashMap<>();

    private static Layout layout(int cluster) {
        return new Layout(cluster, List.of(PARTITIONS, PARTITIONS, PARTITIONS, 1));
    }

    /// Appends an event of a market; its text is its content.
    synchronized void append(LiveTopic topic, String market, String timeframe, boolean closed, String text) {
        int slot = layout.indexOf(topic, topic == LiveTopic.TASKS ? 0 : layout.partitionOf(topic, market));
        long offset = ends.getOrDefault(slot, 0L);
        byte[] frame = ("event: " + topic.event() + "\ndata: " + text + "\n").getBytes(StandardCharsets.UTF_8);
        events.computeIfAbsent(slot, _ -> new ArrayList<>()).add(new LiveEvent(slot, offset, topic, market, timeframe,
                closed, System.currentTimeMillis(), frame));
        ends.put(slot, offset + 1 + offset % 3 / 2);
    }

    /// What is older is no longer on the topics.
    synchronized void deleteAll() {
        events.clear();
        beginnings.putAll(ends);
    }

    /// Deletes the topics and creates them again: their offsets begin at 0.
    synchronized void makeAnew() {
        layout = layout(layout.cluster() + 1);
        events.clear();
        beginnings.clear();
        ends.clear();
    }

    @Override
    public synchronized Layout layout() {
        return layout;
    }

    @Override
    public synchronized Position recent(Layout wanted, Duration back, int most) {
        return position(ends);
    }

    @Override
    public synchronized Position beginning(Layout wanted) {
        return position(beginnings);
    }

    private Position position(Map<Integer, Long> offsets) {
        long[] all = new long[layout.size()];
        offsets.forEach((slot, offset) -> all[slot] = offset);
        return new Position(layout, all);
    }

    @Override
    public Reading read(Layout wanted, Map<Integer, Long> from) {
        Map<Integer, Long> next = new HashMap<>(from);
        return new Reading() {
            @Override
            public List<LiveEvent> poll() {
                List<LiveEvent> found = after(next);
                if (found.isEmpty()) {
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                }
                return found;
            }

            @Override
            public long offset(int slot) {
                return next.getOrDefault(slot, 0L);
            }

            @Override
            public void close() {}
        };
    }

    private synchronized List<LiveEvent> after(Map<Integer, Long> next) {
        List<LiveEvent> found = new ArrayList<>();
        next.replaceAll((slot, offset) -> {
            events.getOrDefault(slot, List.of()).stream().filter(event -> event.offset() >= offset).forEach(found::add);
            return ends.getOrDefault(slot, 0L);
        });
        return found;
    }

    @Override
    public void close() {}
}
