package io.cryptodata.producers.status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How this process stands in the group.
///
/// @param members how many share the work; 0 before the first assignment
/// @param held partitions of the topics of markets, sorted
/// @param trouble what keeps it from taking part; null if nothing does
public record GroupStatus(int members, List<Integer> held, @Nullable String trouble) {
    public GroupStatus {
        held = List.copyOf(held);
    }

    /// Whether this process lists the venues and decides what is tracked.
    public boolean leads() {
        return held.contains(0);
    }
}
