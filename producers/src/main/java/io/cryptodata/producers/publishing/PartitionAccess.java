package io.cryptodata.producers.publishing;

/// Write access to the topics of markets, by partition.
public interface PartitionAccess {
    /// Takes over a partition: ends transactions that the previous process left open, then reads the ledgers. Throws on
    /// failure and may be retried.
    void open(int partition);

    /// Releases a partition: a page in progress is finished, later ones are rejected.
    void close(int partition);
}
