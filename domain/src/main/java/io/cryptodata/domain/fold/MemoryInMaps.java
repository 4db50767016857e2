package io.cryptodata.domain.fold;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// The memory of a market without a store, for a fold in a plain loop.
public final class MemoryInMaps implements MarketMemory {
    private final NavigableMap<Long, FoldedHour> hours = new TreeMap<>();
    private final NavigableMap<Long, byte[]> checkpoints = new TreeMap<>();
    private final NavigableMap<Long, FoldedHour> pending = new TreeMap<>();
    private int corrections;
    private @Nullable MemoryInMaps replayed;
    private byte @Nullable [] replay;
    private byte @Nullable [] catalogue;

    @Override
    public @Nullable FoldedHour hour(long epochHour) {
        return hours.get(epochHour);
    }

    @Override
    public @Nullable FoldedHour hourBefore(long epochHour) {
        Map.Entry<Long, FoldedHour> before = hours.lowerEntry(epochHour);
        return before == null ? null : before.getValue();
    }

    @Override
    public List<FoldedHour> hoursFrom(long epochHour) {
        return List.copyOf(hours.tailMap(epochHour, true).values());
    }

    @Override
    public void put(FoldedHour hour) {
        hours.put(hour.hour(), hour);
    }

    @Override
    public void removeHours(long from, long to) {
        hours.subMap(from, true, to, false).clear();
    }

    @Override
    public List<Long> checkpoints() {
        return List.copyOf(checkpoints.keySet());
    }

    @Override
    public byte[] checkpoint(long epochHour) {
        return Objects.requireNonNull(checkpoints.get(epochHour), "no state before this hour").clone();
    }

    @Override
    public void putCheckpoint(long epochHour, byte[] state) {
        checkpoints.put(epochHour, state.clone());
    }

    @Override
    public void removeCheckpoint(long epochHour) {
        checkpoints.remove(epochHour);
    }

    @Override
    public List<FoldedHour> pending() {
        return List.copyOf(pending.values());
    }

    @Override
    public void putPending(FoldedHour hour) {
        pending.put(hour.hour(), hour);
    }

    @Override
    public void removePending(FoldedHour hour) {
        pending.remove(hour.hour());
    }

    @Override
    public int corrections() {
        return corrections;
    }

    @Override
    public void putCorrections(int newCorrections) {
        corrections = newCorrections;
    }

    @Override
    public MarketMemory replayed() {
        MemoryInMaps other = replayed == null ? new MemoryInMaps() : replayed;
        replayed = other;
        return other;
    }

    @Override
    public byte @Nullable [] replay() {
        return replay;
    }

    @Override
    public void putReplay(byte[] stored) {
        replay = stored.clone();
    }

    @Override
    public void removeReplay() {
        replay = null;
    }

    @Override
    public byte @Nullable [] catalogue() {
        return catalogue;
    }

    @Override
    public void putCatalogue(byte[] stored) {
        catalogue = stored.clone();
    }

    @Override
    public void removeCatalogue() {
        catalogue = null;
    }

    int replayedHours() {
        return replayed == null ? 0 : replayed.hours.size() + replayed.checkpoints.size();
    }

    int storedHours() {
        return hours.size();
    }
}
