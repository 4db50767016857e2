package io.cryptodata.producers.status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// This process as a member of the consumer group.
///
/// @param members number of members; 0 before the first assignment
/// @param assigned partitions of the topics of markets, sorted
/// @param error why it cannot take part at the moment; null if it can
public record GroupStatus(int members, List<Integer> assigned, @Nullable String error) {
    public GroupStatus {
        assigned = List.copyOf(assigned);
    }

    /// Before the first assignment.
    public static GroupStatus notJoined() {
        return new GroupStatus(0, List.of(), null);
    }

    /// Whether this process lists the venues and decides which markets are tracked.
    public boolean isLeader() {
        return assigned.contains(0);
    }
}
