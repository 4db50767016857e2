package io.cryptodata.sinks.slot;

/// What PostgreSQL says about a replication slot.
sealed interface SlotState {
    /// There is none of that name.
    record Missing() implements SlotState {}

    /// It is there, but what it kept is gone.
    ///
    /// @param reason PostgreSQL's word for why
    record Lost(String reason) implements SlotState {}

    /// It keeps what its reader has not confirmed.
    ///
    /// @param read whether somebody reads from it now
    /// @param restartLsn the first position that it can give, as a number
    /// @param behindBytes how much was written to the log since the position that the reader has confirmed
    /// @param endangered whether it keeps more than the server's limit allows, so that it may be lost at any moment
    record Kept(boolean read, long restartLsn, long behindBytes, boolean endangered) implements SlotState {}
}
