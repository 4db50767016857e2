package io.cryptodata.domain.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The timeframes of a stored state, by code and length of their blocks, in the blocks' order: so that a state survives
/// added and removed timeframes.
///
/// Bytes: the number of entries (1); for each the length of its code (1), the code (ASCII), the length of its block (4).
record TimeframeDirectory(List<Entry> entries) {
    /// One timeframe.
    ///
    /// @param length of its block in bytes
    record Entry(String code, int length) {}

    /// How many bytes [#write] writes for each timeframe, after one for their number.
    static int sizeOf(TimeframeFold timeframe) {
        return Byte.BYTES + timeframe.code().length + Integer.BYTES;
    }

    static void write(List<TimeframeFold> timeframes, ByteBuffer target) {
        target.put((byte) timeframes.size());
        for (TimeframeFold each : timeframes) {
            target.put((byte) each.code().length).put(each.code()).putInt(each.size());
        }
    }

    static TimeframeDirectory read(ByteBuffer source) {
        int count = Byte.toUnsignedInt(source.get());
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] code = new byte[Byte.toUnsignedInt(source.get())];
            source.get(code);
            entries.add(new Entry(new String(code, StandardCharsets.US_ASCII), source.getInt()));
        }
        return new TimeframeDirectory(entries);
    }
}
