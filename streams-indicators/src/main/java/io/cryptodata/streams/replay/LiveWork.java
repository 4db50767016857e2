package io.cryptodata.streams.replay;

import java.util.Set;

/// The live work of this process's stream, beside which markets are replayed.
public interface LiveWork {
    /// Whether the stream runs, with no store being restored.
    boolean isRunning();

    /// Whether nearly all live candles of these partitions are folded and committed. False if this is unknown.
    boolean isCaughtUp(Set<Integer> partitions);

    /// Whether everything before `offset` of a partition of `candles.replay` is folded and committed.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the broker does not respond
    boolean hasFolded(int partition, long offset) throws InterruptedException;
}
