package io.cryptodata.sinks.slot;

/// The state of a replication slot as PostgreSQL reports it.
public sealed interface SlotState {
    /// No slot of that name exists.
    record Missing() implements SlotState {}

    /// It exists, but the log that it retained was removed.
    ///
    /// @param reason why
    record Lost(String reason) implements SlotState {}

    /// It retains the log that its reader has not confirmed.
    ///
    /// @param active whether it is being read
    /// @param restartLsn the first position that it can provide, as a number
    /// @param retainedBytes the size of the log since `restartLsn`, which the server keeps
    /// @param limitBytes how much it keeps at most; negative for any size
    /// @param lagBytes the size of the log since the position that the reader has confirmed
    /// @param endangered whether it retains more than the server's limit allows, so that it may be lost at any moment
    record Usable(boolean active, long restartLsn, long retainedBytes, long limitBytes, long lagBytes,
            boolean endangered) implements SlotState {}
}
