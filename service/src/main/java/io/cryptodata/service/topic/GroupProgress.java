package io.cryptodata.service.topic;

/// How far a consumer group is in a topic, over all its partitions.
///
/// @param committed the sum of the committed offsets: it grows by one with every record, and with every transaction marker
/// @param lag how many committed records it has not committed yet, transaction markers included
public record GroupProgress(long committed, long lag) {}
