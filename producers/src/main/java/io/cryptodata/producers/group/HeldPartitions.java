package io.cryptodata.producers.group;

import org.jspecify.annotations.Nullable;

/// What a member does with the partitions of `universe` that it holds. Called by one thread.
public interface HeldPartitions {
    /// How many members share the work from now on.
    void sharedAmong(int members);

    /// A partition is held; what it says follows from its beginning.
    void taken(int partition);

    /// A record of a held partition.
    ///
    /// @param value null if the key was deleted
    void heard(int partition, String key, byte @Nullable [] value);

    /// Everything has been heard that the partition had when it was taken.
    void heardAll(int partition);

    /// A partition is held no more. When this returns, nothing more is published of it.
    void given(int partition);

    /// Whether it is not sure that the partitions are still held, because the broker has not been heard for too long.
    void unsure(boolean is);
}
