package io.cryptodata.domain.fold;

/// The result of adding an hour of a replay.
public enum ReplayOutcome {
    /// It is part of the replay, which continues.
    FOLDED,
    /// It was the last one: the fold continues from the replay, and the rows that it changes were emitted.
    COMPLETED,
    /// Hours before it are missing, or hours that the fold has: the replay was discarded.
    REFUSED,
    /// It belongs to a replay that was discarded, or that a later one replaced: nothing changed.
    IGNORED
}
