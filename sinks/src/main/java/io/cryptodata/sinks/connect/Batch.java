package io.cryptodata.sinks.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
                if (isRepeat(earlier, later)) {
                    return later.knownAt() < earlier.knownAt() && later.knownAt() != Row.UNKNOWN ? later : earlier;
                }
                superseded.add(earlier.isNewerThan(later) ? later : earlier);
                return earlier.isNewerThan(later) ? earlier : later;
            });
        }
        return new Batch(List.copyOf(newest.values()), superseded);
    }

    /// Whether both have the same values, apart from when they became known.
    private static boolean isRepeat(Row one, Row other) {
        if (one.revision() != other.revision() || !one.columns().equals(other.columns())) {
            return false;
        }
        for (int index = 0; index < one.values().length; index++) {
            if (!Objects.equals(one.values()[index], other.values()[index])
                    && !one.columns().get(index).name().equals(TargetTable.KNOWN_AT)) {
                return false;
            }
        }
        return true;
    }
}
