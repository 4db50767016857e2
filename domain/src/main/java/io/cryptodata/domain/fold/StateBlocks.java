package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.MemoryDirectory;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads the blocks of a stored state into the timeframes of this program. Each method returns the timeframes that the
/// state lacks.
///
/// @param priced whether bars in progress have their price in USDT
record StateBlocks(Market market, ByteBuffer source, MemoryDirectory memories, boolean priced) {
    /// The version of the states whose blocks have neither name nor length.
    static final byte UNNAMED_VERSION = 1;

    /// The last version whose bars have no price in USDT.
    static final byte UNPRICED_VERSION = 2;

    /// The timeframes of such a state, in order.
    static final List<String> UNNAMED_ORDER = List.of("1h", "2h", "4h", "12h", "1d", "3d", "1w", "1m");

    /// Blocks in the order of a directory before them; one of an unknown timeframe is skipped.
    List<TimeframeFold> readNamed(List<TimeframeFold> timeframes) {
        List<TimeframeFold> cold = new ArrayList<>(timeframes);
        for (TimeframeDirectory.Entry block : TimeframeDirectory.read(source).entries()) {
            TimeframeFold timeframe = find(block.code(), timeframes);
            int end = endOf(block);
            if (timeframe != null) {
                timeframe.readFrom(source, memories, priced);
                requireEnd(end, block);
                cold.remove(timeframe);
            }
            source.position(end);
        }
        return cold;
    }

    private void requireEnd(int end, TimeframeDirectory.Entry block) {
        if (source.position() != end) {
            throw new IllegalArgumentException("the state of " + market + " has a block of " + block.length()
                    + " bytes for " + block.code() + ", but its content has another length: it is damaged and must be"
                    + " replayed");
        }
    }

    /// Blocks of exactly the timeframes that existed then.
    List<TimeframeFold> readUnnamed(List<TimeframeFold> timeframes) {
        List<TimeframeFold> cold = new ArrayList<>(timeframes);
        for (String code : UNNAMED_ORDER) {
            TimeframeFold timeframe = find(code, timeframes);
            // the length of a removed timeframe's block is found only by reading it
            TimeframeFold target = timeframe == null ? new TimeframeFold(Timeframe.H1, market) : timeframe;
            target.readFrom(source, memories, priced);
            cold.remove(target);
        }
        return cold;
    }

    private int endOf(TimeframeDirectory.Entry block) {
        if (block.length() < 0 || block.length() > source.remaining()) {
            throw new BufferUnderflowException();
        }
        return source.position() + block.length();
    }

    private static @Nullable TimeframeFold find(String code, List<TimeframeFold> timeframes) {
        for (TimeframeFold each : timeframes) {
            if (each.timeframe().code().equals(code)) {
                return each;
            }
        }
        return null;
    }
}
