package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.indicator.MemoryDirectory;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The columns, memories and timeframes that the emitted rows of a market have from its first hour on. One that a later release
/// adds is missing until a replay has emitted all rows with it.
///
/// A state alone does not show this: columns without a memory are in no state, and a state of this program has all timeframes,
/// however cold. So the names are stored, an entry per market. A market of a release without this entry has what the
/// directories of its oldest state list.
final class FilledPast {
    /// of the releases without this entry
    private static final List<String> FIRST_COLUMNS = List.of("ema10", "ema36", "ema200", "sma200", "ehma180", "rsi14",
            "bbm202", "bbl202", "bbu202", "bbw202", "td_seq_up", "td_seq_down", "st73", "diff_ema200_pct", "range_pct",
            "high_low_range_pct", "volume_usd");
    private static final SortedSet<String> CURRENT = names(
            Arrays.stream(IndicatorColumn.values()).map(IndicatorColumn::column).toList(),
            MemoryDirectory.CURRENT.names(), Arrays.stream(Timeframe.values()).map(Timeframe::code).toList());
    private static final String SEPARATOR = "\n";

    private final MarketMemory memory;
    private SortedSet<String> missing = new TreeSet<>();

    private FilledPast(MarketMemory memory) {
        this.memory = memory;
    }

    /// Reads what is stored of a market, and stores it if a former release did not.
    static FilledPast load(MarketMemory memory) {
        FilledPast past = new FilledPast(memory);
        SortedSet<String> filled = filledIn(memory);
        if (filled != null) {
            past.put(filled);
        }
        return past;
    }

    /// What a stored market lacks; nothing is stored.
    static SortedSet<String> missingIn(MarketMemory memory) {
        SortedSet<String> filled = filledIn(memory);
        SortedSet<String> missing = new TreeSet<>(filled == null ? new TreeSet<>() : CURRENT);
        if (filled != null) {
            missing.removeAll(filled);
        }
        return missing;
    }

    /// What a state lacks that a former release stored as the only entry of its market.
    static SortedSet<String> missingIn(byte[] state) {
        SortedSet<String> missing = new TreeSet<>(CURRENT);
        missing.removeAll(ofState(ByteBuffer.wrap(state)));
        return missing;
    }

    /// What has to be filled by a replay, such as `column ema36` or `timeframe 1d`.
    SortedSet<String> missing() {
        return missing;
    }

    /// A market without a past: it has everything of this program.
    void begin() {
        put(CURRENT);
    }

    /// A replay has started, with everything of this program.
    void replayStarted() {
        memory.replayed().putCatalogue(bytesOf(CURRENT));
    }

    /// A replay was completed. It fills the past if it emitted all rows.
    void replayCompleted(long emitFrom) {
        byte[] started = memory.replayed().catalogue();
        if (started != null && emitFrom <= 0) {
            put(read(started));
        }
    }

    private void put(SortedSet<String> filled) {
        // a column that is removed and added again is missing
        SortedSet<String> kept = new TreeSet<>(filled);
        kept.retainAll(CURRENT);
        missing = new TreeSet<>(CURRENT);
        missing.removeAll(kept);
        byte[] bytes = bytesOf(kept);
        if (!Arrays.equals(bytes, memory.catalogue())) {
            memory.putCatalogue(bytes);
        }
    }

    /// @return null for a market without candles
    private static @Nullable SortedSet<String> filledIn(MarketMemory memory) {
        byte[] stored = memory.catalogue();
        if (stored != null) {
            return read(stored);
        }
        List<Long> states = memory.checkpoints();
        return states.isEmpty() ? null : ofState(ByteBuffer.wrap(memory.checkpoint(states.getFirst())));
    }

    private static SortedSet<String> ofState(ByteBuffer state) {
        boolean named = state.get() != StateBlocks.UNNAMED_VERSION;
        MemoryDirectory memories = MemoryDirectory.read(state);
        state.position(state.position() + 2 * Long.BYTES);
        return names(FIRST_COLUMNS, memories.names(), named
                ? TimeframeDirectory.read(state).entries().stream().map(TimeframeDirectory.Entry::code).toList()
                : StateBlocks.UNNAMED_ORDER);
    }

    private static SortedSet<String> names(Collection<String> columns, Collection<String> memories,
            Collection<String> timeframes) {
        SortedSet<String> names = new TreeSet<>();
        columns.forEach(each -> names.add("column " + each));
        memories.forEach(each -> names.add("memory " + each));
        timeframes.forEach(each -> names.add("timeframe " + each));
        return names;
    }

    private static byte[] bytesOf(SortedSet<String> names) {
        return String.join(SEPARATOR, names).getBytes(StandardCharsets.US_ASCII);
    }

    private static SortedSet<String> read(byte[] bytes) {
        return new TreeSet<>(List.of(new String(bytes, StandardCharsets.US_ASCII).split(SEPARATOR, -1)));
    }
}
