package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a record says about one row of the table.
///
/// @param origin the record
/// @param columns the columns it fills
/// @param values one per column, as they travel; null for SQL's null
/// @param key the values that name the row
/// @param revision which version of the row this is, by the column that decides; 0 if the record does not say
record Row(SinkRecord origin, List<TargetColumn> columns, @Nullable Object[] values, List<Object> key, long revision) {}
