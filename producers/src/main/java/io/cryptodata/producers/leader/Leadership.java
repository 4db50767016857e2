package io.cryptodata.producers.leader;

/// The work of the member that holds partition 0. Called by one thread at a time.
public interface Leadership {
    /// Partition 0 is open. Returns immediately; the work starts in the background.
    void begin();

    /// Partition 0 was revoked. When this returns, this process neither lists venues nor decides what is tracked.
    void end();
}
