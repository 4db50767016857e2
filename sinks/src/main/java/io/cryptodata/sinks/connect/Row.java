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
record Row(SinkRecord origin, List<TargetColumn> columns, @Nullable Object[] values, List<Object> key, long revision) {}
