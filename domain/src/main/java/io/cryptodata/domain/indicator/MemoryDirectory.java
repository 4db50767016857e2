package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The memories of a stored state, by name and size, in order: so that a state survives added and removed indicators.
public final class MemoryDirectory {
    /// The memories of this program's indicators.
    public static final MemoryDirectory CURRENT = ofThisProgram();

    private final List<Entry> entries;
    private final byte[] bytes;
    private final int totalSize;

    private MemoryDirectory(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.bytes = encode(this.entries);
        this.totalSize = entries.stream().mapToInt(Entry::size).sum();
    }

    /// How many bytes [#writeTo(ByteBuffer)] writes.
    public int size() {
        return bytes.length;
    }

    /// Writes the names and sizes.
    public void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    /// The directory that [#writeTo(ByteBuffer)] wrote; [#CURRENT] itself where it is the same.
    public static MemoryDirectory read(ByteBuffer source) {
        if (source.remaining() >= CURRENT.bytes.length
                && source.slice(source.position(), CURRENT.bytes.length).equals(ByteBuffer.wrap(CURRENT.bytes))) {
            source.position(source.position() + CURRENT.bytes.length);
            return CURRENT;
        }
        int count = source.get();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[Byte.toUnsignedInt(source.get())];
            source.get(name);
            entries.add(new Entry(new String(name, StandardCharsets.US_ASCII), Short.toUnsignedInt(source.getShort())));
        }
        return new MemoryDirectory(entries);
    }

    /// The names of the memories, in order.
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    List<Entry> entries() {
        return entries;
    }

    /// The bytes of all memories together.
    int totalSize() {
        return totalSize;
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    private static MemoryDirectory ofThisProgram() {
        return of(new IndicatorSet().stateful());
    }

    static MemoryDirectory of(List<Indicator.Stateful> indicators) {
        return new MemoryDirectory(indicators.stream()
                .map(indicator -> new Entry(indicator.memoryName(), indicator.memorySize())).toList());
    }

    private static byte[] encode(List<Entry> entries) {
        ByteBuffer buffer = ByteBuffer.allocate(1 + entries.size() * (1 + 255 + Short.BYTES));
        buffer.put((byte) entries.size());
        for (Entry entry : entries) {
            byte[] name = entry.name.getBytes(StandardCharsets.US_ASCII);
            buffer.put((byte) name.length).put(name).putShort((short) entry.size);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// One memory.
    ///
    /// @param name the indicator's, ASCII
    /// @param size in bytes
    record Entry(String name, int size) {
        void requireSize(int expected) {
            if (size != expected) {
                throw new IllegalArgumentException("the stored memory of " + name + " has " + size
                        + " bytes, but this program's has " + expected
                        + ": a memory of another shape needs another name, or the state a replay");
            }
        }
    }
}
