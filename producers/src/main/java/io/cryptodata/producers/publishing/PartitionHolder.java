package io.cryptodata.producers.publishing;

/// The way to the topics of markets, partition by partition.
public interface PartitionHolder {
    /// Takes a partition over: ends what a former holder left open, then reads what is known. Throws if that does not
    /// succeed; it may be tried again.
    void open(int partition);

    /// Gives a partition up: a page under way finishes, later ones are refused.
    void close(int partition);
}
