package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.connect.Row.KnownAt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toSet;

/// Rows of one transaction. One statement cannot write a row twice, so that of each key one is the newest.
///
/// @param newest one row per key: the greatest revision, among equals what became known last, among those the last one
/// @param superseded the others, in the order of delivery, without those that equal the newest
record Batch(List<Row> newest, List<Row> superseded) {
    Batch {
        newest = List.copyOf(newest);
        superseded = List.copyOf(superseded);
    }

    static Batch of(List<Row> rows) {
        Map<List<Object>, Row> newest = LinkedHashMap.newLinkedHashMap(rows.size());
        List<Row> superseded = new ArrayList<>();
        for (Row row : rows) {
            newest.merge(row.key(), row, (earlier, later) -> {
                if (later.isRepeatOf(earlier)) {
                    long known = later.knownAt().millis();
                    return known < earlier.knownAt().millis() && known != KnownAt.UNKNOWN ? later : earlier;
                }
                superseded.add(earlier.isNewerThan(later) ? later : earlier);
                return earlier.isNewerThan(later) ? earlier : later;
            });
        }
        return new Batch(List.copyOf(newest.values()), superseded);
    }

    /// The rows whose key has several versions in the batch: first the superseded ones, then the newest of each.
    List<Row> ofSeveralVersions() {
        if (superseded.isEmpty()) {
            return List.of();
        }
        Set<List<Object>> keys = superseded.stream().map(Row::key).collect(toSet());
        return Stream.concat(superseded.stream(), newest.stream().filter(row -> keys.contains(row.key()))).toList();
    }
}
