package io.cryptodata.domain.fold;

/// One hour of a replay, which has all hours of a market in order, each in its last version.
///
/// @param replay the id of the replay
/// @param index 0 for the oldest hour
/// @param remaining how many hours of the replay follow
/// @param emitFrom the epoch hour from which rows are emitted even if it is unknown whether they have changed
public record ReplayedHour(FoldedHour hour, String replay, int index, int remaining, long emitFrom) {}
