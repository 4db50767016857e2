package io.cryptodata.sinks.projection;

import java.util.List;
import java.util.Map;

/// The result of comparing a topic with its table.
///
/// @param records what the topic has
/// @param rows the number of rows that the topic has
/// @param missing rows that the table lacks
/// @param extra rows that the topic lacks
/// @param different rows with other values
/// @param expired rows that are older than the oldest record of a topic with a retention, and cannot be compared
/// @param undecided rows that differ while the sink has records of them left to write
/// @param days the differences by market and day, oldest first; empty for tables that are not of markets and days
/// @param first the first differences by key
public record VerifiedTable(String table, String topic, RecordCounts records, long rows, long missing, long extra,
        long different, long expired, long undecided, List<Day> days, List<Row> first, double seconds) {
    public VerifiedTable {
        days = List.copyOf(days);
        first = List.copyOf(first);
    }

    /// The differences of one market and day.
    public record Day(String market, String day, long missing, long extra, long different) {}

    /// One difference.
    ///
    /// @param table the table, or that of the earlier versions
    /// @param kind `missing`, `extra` or `different`
    /// @param key values by column
    /// @param columns those that differ; empty unless the kind is `different`
    public record Row(String table, String kind, Map<String, String> key, List<Column> columns) {
        public Row {
            columns = List.copyOf(columns);
        }
    }

    /// A column with another value.
    ///
    /// @param topic the value on the topic; `∅` for null
    /// @param table the value in the table
    public record Column(String column, String topic, String table) {}

    /// The number of rows that differ.
    public long differences() {
        return missing + extra + different;
    }
}
