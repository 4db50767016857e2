package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.deployment.SinkTable;

import java.util.Map;

/// How far the sinks have written their topics.
@FunctionalInterface
public interface SinkPositions {
    /// The offset of each partition up to which (exclusive) the table has its records; a partition of which nothing is
    /// recorded is absent.
    Map<Integer, Long> of(SinkTable table);
}
