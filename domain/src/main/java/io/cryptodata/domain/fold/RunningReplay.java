package io.cryptodata.domain.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What is stored of a replay beside its hours.
///
/// @param id of the replay
/// @param next the index of the hour that comes next
/// @param corrections of the market when it started, itself included: they give the revision of its rows
/// @param boundary the oldest epoch hour whose rows the live fold may still emit: they are left to the merge
/// @param newestAtStart the newest epoch hour of the market when it started
record RunningReplay(String id, int next, int corrections, long boundary, long newestAtStart) {
    private static final byte VERSION = 1;
    private static final int SIZE = Byte.BYTES + 2 * Integer.BYTES + 2 * Long.BYTES;

    RunningReplay withNext(int otherNext) {
        return new RunningReplay(id, otherNext, corrections, boundary, newestAtStart);
    }

    byte[] toBytes() {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(SIZE + text.length).put(VERSION).putInt(next).putInt(corrections).putLong(boundary)
                .putLong(newestAtStart).put(text).array();
    }

    /// @throws IllegalArgumentException if the version is unknown
    static RunningReplay read(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        if (bytes.length < SIZE || source.get() != VERSION) {
            throw new IllegalArgumentException("the state of a replay must have version " + VERSION + " and at least "
                    + SIZE + " bytes, but this one does not: run the program that wrote it");
        }
        int next = source.getInt();
        int corrections = source.getInt();
        long boundary = source.getLong();
        long newestAtStart = source.getLong();
        return new RunningReplay(StandardCharsets.UTF_8.decode(source).toString(), next, corrections, boundary,
                newestAtStart);
    }
}
