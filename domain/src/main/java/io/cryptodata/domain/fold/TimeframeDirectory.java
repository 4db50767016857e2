package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The timeframes of a stored state, by code and length of their blocks, in the blocks' order: so that a state survives
/// added and removed timeframes.
///
/// Bytes: the number of entries (1); for each the length of its code (1), the code (ASCII), the length of its block (4).
record TimeframeDirectory(List<Entry> entries) {
    private static final Map<Timeframe, byte[]> CODES = new EnumMap<>(Timeframe.class);
    private static final int SIZE;

    static {
        for (Timeframe timeframe : Timeframe.values()) {
            CODES.put(timeframe, timeframe.code().getBytes(StandardCharsets.US_ASCII));
        }
        SIZE = Byte.BYTES + CODES.values().stream().mapToInt(code -> Byte.BYTES + code.length + Integer.BYTES).sum();
    }

    /// One timeframe.
    ///
    /// @param length of its block in bytes
    record Entry(String code, int length) {}

    /// How many bytes [#write] writes for all timeframes.
    static int size() {
        return SIZE;
    }

    static void write(List<TimeframeFold> timeframes, ByteBuffer target) {
        target.put((byte) timeframes.size());
        for (TimeframeFold each : timeframes) {
            byte[] code = CODES.get(each.timeframe());
            target.put((byte) code.length).put(code).putInt(each.size());
        }
    }

    static TimeframeDirectory read(ByteBuffer source) {
        int count = source.get();
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] code = new byte[source.get()];
            source.get(code);
            entries.add(new Entry(new String(code, StandardCharsets.US_ASCII), source.getInt()));
        }
        return new TimeframeDirectory(entries);
    }
}
