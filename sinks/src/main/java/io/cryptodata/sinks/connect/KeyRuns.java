package io.cryptodata.sinks.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys of some rows as few ranges of the last key column, for each value of the other ones: the hours of a market.
///
/// @param runs that contain all keys, and at most [#SPARSE] times as many in steps of the smallest distance of two keys
record KeyRuns(List<Run> runs) {
    private static final int SPARSE = 16;

    KeyRuns {
        runs = List.copyOf(runs);
    }

    /// @param others values of the other key columns
    /// @param first smallest value of the last key column, by its order
    /// @param last largest value
    record Run(List<Object> others, long first, long last) {}

    /// @param rows whose last key column is ordered
    static KeyRuns of(List<Row> rows) {
        Map<List<Object>, List<Long>> orders = new LinkedHashMap<>();
        for (Row row : rows) {
            int last = row.key().size() - 1;
            orders.computeIfAbsent(row.key().subList(0, last), _ -> new ArrayList<>()).add((Long) row.key().get(last));
        }
        Map<List<Object>, long[]> sorted = new LinkedHashMap<>();
        orders.forEach(
                (others, each) -> sorted.put(others, each.stream().mapToLong(Long::longValue).sorted().toArray()));
        long step = sorted.values().stream().mapToLong(KeyRuns::smallestStep).min().orElse(Long.MAX_VALUE);
        List<Run> runs = new ArrayList<>();
        sorted.forEach((others, each) -> split(others, each, step, runs));
        return new KeyRuns(runs);
    }

    private static long smallestStep(long[] sorted) {
        long smallest = Long.MAX_VALUE;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[i - 1]) {
                smallest = Math.min(smallest, sorted[i] - sorted[i - 1]);
            }
        }
        return smallest;
    }

    private static void split(List<Object> others, long[] sorted, long step, List<Run> runs) {
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || (sorted[i] - sorted[i - 1]) / SPARSE > step) {
                runs.add(new Run(others, sorted[start], sorted[i - 1]));
                start = i;
            }
        }
    }
}
