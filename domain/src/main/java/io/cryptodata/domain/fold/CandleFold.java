package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.MemoryDirectory;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The fold of one market: hourly candles in, indicator rows and longer candles of all timeframes out.
///
/// Every candle emits one indicator row per timeframe, the hourly one first, and the longer candle after the row that
/// completes it; a candle that is not [FoldedHour#full()] only the rows of the buckets that it completes. A bucket without its last hour is closed by the first later candle, before that candle's rows: the same
/// row again, now closed and with the next revision, and its longer candle. The same candles give the same bits, live,
/// replayed or continued from a stored state. Not thread-safe.
public final class CandleFold {
    /// The result of adding a candle.
    public enum Outcome {
        /// It was newer than all before and is now part of the state.
        FOLDED,
        /// It was not newer than the market's newest candle: the state is unchanged and nothing was emitted.
        LATE
    }

    private static final byte VERSION = 3;
    private static final long NOTHING_SEEN = Long.MIN_VALUE;

    private final Market market;
    private final long marketHash;
    private final List<TimeframeFold> timeframes;
    private long newestHour = NOTHING_SEEN;

    private CandleFold(Market market, long marketHash) {
        this.market = market;
        this.marketHash = marketHash;
        this.timeframes = Arrays.stream(Timeframe.values()).map(each -> new TimeframeFold(each, market)).toList();
    }

    /// The fold of a market before its first candle.
    public static CandleFold of(Market market) {
        return new CandleFold(market, LastId.hashOf(market));
    }

    /// Adds one candle and emits its rows, of every timeframe.
    ///
    /// @throws IllegalArgumentException if the candle is of another market
    public Outcome add(Candle candle, FoldOutput output) {
        requireOwn(candle);
        return append(FoldedHour.full(candle), Revisions.ofClosing(0), output) ? Outcome.FOLDED : Outcome.LATE;
    }

    /// Adds an hour of this market and emits its rows.
    ///
    /// @param closingRevision of the rows of buckets that end without their last hour
    /// @return false if the hour is not newer than the newest one: nothing has changed
    boolean append(FoldedHour added, int closingRevision, FoldOutput output) {
        long hour = added.hour();
        if (hour <= newestHour) {
            return false;
        }
        if (hour > newestHour + 1) {
            closeBucketsBefore(hour, closingRevision, output);
        }
        newestHour = hour;
        long lastId = LastId.of(marketHash, hour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.add(added, hour, lastId, output);
        }
        return true;
    }

    /// Emits the rows of the buckets in progress under the newest candle.
    void emitInProgress(FoldOutput output) {
        long lastId = LastId.of(marketHash, newestHour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.emitInProgress(lastId, output);
        }
    }

    /// Whether no candle was added yet.
    boolean isEmpty() {
        return newestHour == NOTHING_SEEN;
    }

    /// The epoch hour of the newest candle; meaningless while empty.
    long newestHour() {
        return newestHour;
    }

    /// The state as [#writeTo(ByteBuffer)] writes it.
    byte[] toBytes() {
        byte[] bytes = new byte[size()];
        writeTo(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /// How many bytes [#writeTo(ByteBuffer)] writes now; it grows until every timeframe has 200 bars.
    public int size() {
        int size = Byte.BYTES + MemoryDirectory.CURRENT.size() + 2 * Long.BYTES + Byte.BYTES;
        for (TimeframeFold timeframe : timeframes) {
            size += TimeframeDirectory.sizeOf(timeframe) + timeframe.size();
        }
        return size;
    }

    /// Writes the whole state: the version byte, the directory of memories, the market's hash and newest hour, the
    /// directory of timeframes, and one block per timeframe.
    public void writeTo(ByteBuffer target) {
        target.put(VERSION);
        MemoryDirectory.CURRENT.writeTo(target);
        target.putLong(marketHash).putLong(newestHour);
        TimeframeDirectory.write(timeframes, target);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.writeTo(target);
        }
    }

    /// The fold that [#writeTo(ByteBuffer)] wrote, continued bit for bit. An indicator that the writer did not have starts
    /// cold, and so does a timeframe, with its next bucket; one that this program does not have is skipped.
    ///
    /// @param source holds the state and nothing after it
    /// @throws IllegalArgumentException if the version is unknown or the length does not fit
    public static CandleFold read(Market market, ByteBuffer source) {
        int length = source.remaining();
        try {
            CandleFold fold = readUnchecked(market, source);
            if (source.hasRemaining()) {
                throw new IllegalArgumentException("the state of " + market + " ends " + source.remaining()
                        + " bytes before its " + length + " bytes do: it is damaged and must be replayed");
            }
            return fold;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the state of " + market + " needs more than the " + length
                    + " bytes it has: it is damaged and must be replayed", e);
        }
    }

    private static CandleFold readUnchecked(Market market, ByteBuffer source) {
        byte version = source.get();
        if (version < StateBlocks.UNNAMED_VERSION || version > VERSION) {
            throw new IllegalArgumentException("the state of " + market + " has version " + version
                    + ", but this program reads only versions " + StateBlocks.UNNAMED_VERSION + " to " + VERSION
                    + ": replay it, or run the program that wrote it");
        }
        MemoryDirectory memories = MemoryDirectory.read(source);
        CandleFold fold = new CandleFold(market, source.getLong());
        fold.newestHour = source.getLong();
        StateBlocks blocks = new StateBlocks(market, source, memories, version > StateBlocks.UNPRICED_VERSION);
        List<TimeframeFold> cold = version == StateBlocks.UNNAMED_VERSION
                ? blocks.readUnnamed(fold.timeframes)
                : blocks.readNamed(fold.timeframes);
        if (fold.newestHour != NOTHING_SEEN) {
            cold.forEach(timeframe -> timeframe.startAfter(fold.newestHour));
        }
        return fold;
    }

    /// Only a gap can leave a bucket without its last hour.
    private void closeBucketsBefore(long hour, int revision, FoldOutput output) {
        long lastId = LastId.of(marketHash, newestHour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.closeIfEndedBy(hour, lastId, revision, output);
        }
    }

    private void requireOwn(Candle candle) {
        if (!candle.market().equals(market)) {
            throw new IllegalArgumentException(
                    "a candle of " + candle.market() + " was added to the fold of " + market);
        }
    }
}
