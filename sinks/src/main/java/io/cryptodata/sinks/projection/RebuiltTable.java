package io.cryptodata.sinks.projection;

/// What a rebuild of one table did.
///
/// @param records what the topic has
/// @param rows the number of rows that the topic has
/// @param inserted rows that the table did not have
/// @param updated rows that the table had differently
/// @param deleted rows that the topic does not have
/// @param kept rows that the topic does not have, or no longer has, and that stay
/// @param secondsReading how long reading took
/// @param secondsLocked how long writers of the table were blocked
public record RebuiltTable(String table, String topic, RecordCounts records, long rows, long inserted, long updated,
        long deleted, long kept, double secondsReading, double secondsLocked) {}
