package io.cryptodata.domain.fold;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the fold of one market keeps between candles: the hours of the correction window, and states of a [CandleFold]
/// *before* certain hours, from which it continues. Implementations keep what they are given and decide nothing.
public interface MarketMemory {
    /// A stored hour, or null.
    @Nullable
    FoldedHour hour(long epochHour);

    /// The newest stored hour before `epochHour`, or null.
    @Nullable
    FoldedHour hourBefore(long epochHour);

    /// The stored hours at and after `epochHour`, oldest first.
    List<FoldedHour> hoursFrom(long epochHour);

    /// Stores an hour, or its new version.
    void put(FoldedHour hour);

    /// Removes the hours from `from` to before `to`.
    void removeHours(long from, long to);

    /// The hours before which a state is stored, ascending.
    List<Long> checkpoints();

    /// The state of all candles before `epochHour`, one of [#checkpoints()].
    byte[] checkpoint(long epochHour);

    /// Stores the state of all candles before `epochHour`.
    void putCheckpoint(long epochHour, byte[] state);

    /// Removes the state before `epochHour`.
    void removeCheckpoint(long epochHour);

    /// The late and revised hours that were put aside, in any order.
    List<FoldedHour> pending();

    /// Puts a late or revised hour aside, in place of an earlier version of it.
    void putPending(FoldedHour hour);

    /// Removes an hour that was put aside.
    void removePending(FoldedHour hour);

    /// How often the market was corrected; 0 at first.
    int corrections();

    /// Stores how often the market was corrected.
    void putCorrections(int corrections);

    /// The hours and states of a replay of the same market. Only its hours and states are used.
    MarketMemory replayed();

    /// What is stored of a replay beside its hours and states; null if none is running.
    byte @Nullable [] replay();

    /// What [#putCatalogue(byte[])] stored, or null.
    byte @Nullable [] catalogue();

    /// Stores the columns and timeframes that the market has from its first hour on.
    void putCatalogue(byte[] catalogue);

    /// Removes what [#putCatalogue(byte[])] stored.
    void removeCatalogue();

    /// Stores what belongs to a replay beside its hours and states.
    void putReplay(byte[] replay);

    /// Removes what [#putReplay(byte[])] stored.
    void removeReplay();
}
