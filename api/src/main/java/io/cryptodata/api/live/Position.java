package io.cryptodata.api.live;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// How far a stream has come: the offset after the last record of each partition of its topics. As text it is the id of an
/// event, with which a stream continues at any instance of the server. Not thread-safe.
final class Position {
    /// of a partition whose topic is not part of the stream
    static final long NONE = -1;

    private static final int VERSION = 1;
    private static final int CONTINUES = 0x80;
    private static final int BITS = 7;
    private static final int LONGEST = 10;

    private final Layout layout;
    private final long[] offsets;

    /// @param offsets by the order of the layout; [#NONE] for what is not part of it
    Position(Layout layout, long[] offsets) {
        this.layout = layout;
        this.offsets = offsets.clone();
    }

    /// The position of a text; empty for a text of another form, or of other topics.
    static Optional<Position> parse(Layout layout, String text) {
        try {
            return Optional.ofNullable(read(layout, new ByteArrayInputStream(Base64.getUrlDecoder().decode(text))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static @Nullable Position read(Layout layout, ByteArrayInputStream in) {
        if (in.read() != VERSION || number(in) != Integer.toUnsignedLong(layout.cluster())) {
            return null;
        }
        long[] offsets = new long[layout.size()];
        int index = 0;
        for (LiveTopic topic : LiveTopic.values()) {
            int count = layout.counts().get(topic.ordinal());
            long stored = number(in);
            if (stored != 0 && stored != count) {
                return null;
            }
            for (int partition = 0; partition < count; partition++) {
                offsets[index++] = stored == 0 ? NONE : number(in);
            }
        }
        return in.available() == 0 ? new Position(layout, offsets) : null;
    }

    private static long number(ByteArrayInputStream in) {
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            value |= (long) (next & ~CONTINUES) << BITS * i;
            if (next < CONTINUES && value >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no position");
    }

    /// The text, without a line break.
    String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * offsets.length);
        out.write(VERSION);
        write(out, Integer.toUnsignedLong(layout.cluster()));
        int index = 0;
        for (LiveTopic topic : LiveTopic.values()) {
            int count = layout.counts().get(topic.ordinal());
            boolean absent = count > 0 && offsets[index] == NONE;
            write(out, absent ? 0 : count);
            for (int partition = 0; partition < count; partition++, index++) {
                if (!absent) {
                    write(out, offsets[index]);
                }
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= CONTINUES) {
            out.write((int) (rest & (CONTINUES - 1)) | CONTINUES);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    Layout layout() {
        return layout;
    }

    long offset(int index) {
        return offsets[index];
    }

    void set(int index, long offset) {
        offsets[index] = offset;
    }

    /// Whether a record is after this position.
    boolean isBefore(LiveEvent event) {
        return offsets[event.slot()] != NONE && event.offset() >= offsets[event.slot()];
    }

    /// Moves past a record.
    void passed(LiveEvent event) {
        offsets[event.slot()] = event.offset() + 1;
    }

    Position copy() {
        return new Position(layout, offsets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position position && position.layout.equals(layout)
                && Arrays.equals(position.offsets, offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        return Arrays.toString(offsets);
    }
}
