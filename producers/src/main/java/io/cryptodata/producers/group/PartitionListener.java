package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Receives what happens to the partitions of `universe` that are assigned to this member. Called by one thread.
public interface PartitionListener {
    /// The number of members, or the rank of this one, may have changed.
    void shared(Share share);

    /// A partition was assigned; its records follow from the beginning.
    void assigned(int partition);

    /// A record of an assigned partition; its value is null if the key was deleted.
    ///
    /// @throws RuntimeException if it cannot be processed now: it is passed again after a pause, before later ones
    void received(ConsumerRecord<String, byte[]> message);

    /// All records have been received that the partition had when it was assigned.
    void caughtUp(int partition);

    /// A partition was revoked or lost. When this returns, nothing of it is published any more.
    void revoked(int partition);

    /// Whether heartbeats have been missing for so long that the partitions may be assigned to another member.
    void assignmentUncertain(boolean isUncertain);
}
