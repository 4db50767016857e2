package io.cryptodata.producers.group;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far each assigned partition has been read. Changed by the member's thread; [#visible()] is for other threads.
final class PartitionPositions {
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Set<Integer> withoutEnd = new HashSet<>();
    private volatile Map<Integer, Long> visible = Map.of();

    void add(int partition) {
        withoutEnd.add(partition);
        positions.put(partition, 0L);
        publish();
    }

    void remove(int partition) {
        withoutEnd.remove(partition);
        ends.remove(partition);
        positions.remove(partition);
        publish();
    }

    List<Integer> partitions() {
        return List.copyOf(positions.keySet());
    }

    /// Assigned partitions whose end at the time of the assignment is not set yet.
    Set<Integer> withoutEnd() {
        return Set.copyOf(withoutEnd);
    }

    void setEnd(int partition, long end) {
        withoutEnd.remove(partition);
        ends.put(partition, end);
    }

    /// @return whether the partition's end is reached by this; true only once
    boolean advance(int partition, long position) {
        positions.put(partition, position);
        Long end = ends.get(partition);
        boolean reached = end != null && position >= end;
        if (reached) {
            ends.remove(partition);
        }
        return reached;
    }

    /// Makes the positions visible to other threads.
    void publish() {
        visible = Map.copyOf(positions);
    }

    /// Positions by partition as last published.
    Map<Integer, Long> visible() {
        return visible;
    }
}
