package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.MemoryDirectory;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The fold of one market: hourly candles in, indicator rows and longer candles of all timeframes out.
///
/// Every candle says one indicator row per timeframe, the hourly one first, and the longer candle after the row that
/// completes it. A bucket whose last hour never came is closed by the first later candle, before that candle's own rows:
/// the same row again, now closed and with the next revision, and its longer candle. The same candles give the same
/// bits, live, replayed or continued from a stored state. For one thread.
public final class CandleFold {
    /// What became of a candle.
    public enum Outcome {
        /// It was newer than all before and is part of the state now.
        FOLDED,
        /// It was not newer than the market's newest candle: the state is as it was and nothing was said.
        LATE
    }

    private static final byte VERSION = 1;
    private static final long NOTHING_SEEN = Long.MIN_VALUE;

    private final Market market;
    private final long marketHash;
    private final TimeframeFold[] timeframes;
    private long newestHour = NOTHING_SEEN;

    private CandleFold(Market market, long marketHash) {
        this.market = market;
        this.marketHash = marketHash;
        Timeframe[] all = Timeframe.values();
        this.timeframes = new TimeframeFold[all.length];
        for (int i = 0; i < all.length; i++) {
            timeframes[i] = new TimeframeFold(all[i], market);
        }
    }

    /// The fold of a market that has seen nothing yet.
    public static CandleFold of(Market market) {
        return new CandleFold(market, LastId.hashOf(market));
    }

    /// Folds one candle in and says what follows from it.
    ///
    /// @throws IllegalArgumentException if the candle is of another market
    public Outcome add(Candle candle, FoldOutput output) {
        requireOwn(candle);
        long hour = Timeframe.epochHourOf(candle.openTime());
        if (hour <= newestHour) {
            return Outcome.LATE;
        }
        if (hour > newestHour + 1) {
            closeBucketsBefore(hour, output);
        }
        newestHour = hour;
        long lastId = LastId.of(marketHash, hour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.add(candle, hour, lastId, output);
        }
        return Outcome.FOLDED;
    }

    /// How many bytes [#writeTo(ByteBuffer)] writes now; it grows until every timeframe knows 200 bars.
    public int size() {
        int size = Byte.BYTES + MemoryDirectory.CURRENT.size() + 2 * Long.BYTES;
        for (TimeframeFold timeframe : timeframes) {
            size += timeframe.size();
        }
        return size;
    }

    /// Writes the whole state, starting with a version byte.
    public void writeTo(ByteBuffer target) {
        target.put(VERSION);
        MemoryDirectory.CURRENT.writeTo(target);
        target.putLong(marketHash).putLong(newestHour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.writeTo(target);
        }
    }

    /// The fold that [#writeTo(ByteBuffer)] wrote, continued bit for bit. An indicator that the writer did not know
    /// starts cold.
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
        if (version != VERSION) {
            throw new IllegalArgumentException("the state of " + market + " has version " + version
                    + ", but this program reads only version " + VERSION
                    + ": replay it, or run the program that wrote it");
        }
        MemoryDirectory written = MemoryDirectory.read(source);
        CandleFold fold = new CandleFold(market, source.getLong());
        fold.newestHour = source.getLong();
        for (TimeframeFold timeframe : fold.timeframes) {
            timeframe.readFrom(source, written);
        }
        return fold;
    }

    /// Only a hole can leave a bucket without its last hour.
    private void closeBucketsBefore(long hour, FoldOutput output) {
        long lastId = LastId.of(marketHash, newestHour);
        for (TimeframeFold timeframe : timeframes) {
            timeframe.closeIfEndedBy(hour, lastId, output);
        }
    }

    private void requireOwn(Candle candle) {
        if (!candle.market().equals(market)) {
            throw new IllegalArgumentException(
                    "a candle of " + candle.market() + " came to the fold of " + market);
        }
    }
}
