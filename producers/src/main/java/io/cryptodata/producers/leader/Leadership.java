package io.cryptodata.producers.leader;

/// What only the holder of partition 0 does.
public interface Leadership {
    /// Partition 0 is held. Returns at once.
    void begin();

    /// It is held no more. When this returns, nothing more is listed or decided here.
    void end();
}
