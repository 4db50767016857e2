package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// The content of a record as one row of the table.
///
/// @param origin the record
/// @param columns the columns that have a value
/// @param values one per column, encoded by its kind; null for SQL's null
/// @param key the values of the key columns
/// @param revision the version of the row, from the version column; 0 if the record has none
/// @param knownAt when it became known, in milliseconds since 1970; [#UNKNOWN] if the table does not have that
record Row(SinkRecord origin, List<TargetColumn> columns, @Nullable Object[] values, List<Object> key, long revision,
        long knownAt) {
    /// Before every time.
    static final long UNKNOWN = Long.MIN_VALUE;

    /// Whether it has a greater revision than another row of its key, or is an equal one that became known later.
    boolean isNewerThan(Row other) {
        return revision == other.revision ? knownAt > other.knownAt : revision > other.revision;
    }
}
