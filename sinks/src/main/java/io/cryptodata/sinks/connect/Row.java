package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.sink.SinkRecord;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The content of a record as one row of the table.
///
/// @param origin the record
/// @param columns the columns that have a value
/// @param fields the values of these columns, in the binary format of COPY
/// @param key the values of the key columns; those of ordered kinds as numbers in that order
/// @param revision the version of the row, from the version column; 0 if the record has none
/// @param knownAt when it became known
record Row(SinkRecord origin, List<TargetColumn> columns, byte[] fields, List<Object> key, long revision,
        KnownAt knownAt) {
    /// When a row became known.
    ///
    /// @param millis since 1970; [#UNKNOWN] if the table does not have that
    /// @param start where the field starts
    /// @param end where the field ends; the start if there is none
    record KnownAt(long millis, int start, int end) {
        /// Before every time.
        static final long UNKNOWN = Long.MIN_VALUE;
    }

    /// The bytes of all columns but `known_at`.
    ByteBuffer version() {
        if (knownAt.end == fields.length) {
            return ByteBuffer.wrap(fields, 0, knownAt.start).slice();
        }
        return ByteBuffer.allocate(knownAt.start + fields.length - knownAt.end).put(fields, 0, knownAt.start)
                .put(fields, knownAt.end, fields.length - knownAt.end).flip();
    }

    /// Whether it has a greater revision than another row of its key, or is an equal one that became known later.
    boolean isNewerThan(Row other) {
        return revision == other.revision ? knownAt.millis > other.knownAt.millis : revision > other.revision;
    }

    /// Whether both have the same values, apart from when they became known.
    boolean isRepeatOf(Row other) {
        return revision == other.revision && columns.equals(other.columns)
                && Arrays.equals(fields, 0, knownAt.start, other.fields, 0, other.knownAt.start)
                && Arrays.equals(fields, knownAt.end, fields.length, other.fields, other.knownAt.end,
                        other.fields.length);
    }
}
