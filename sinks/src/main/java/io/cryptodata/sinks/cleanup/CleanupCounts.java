package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What a cleanup counts while it runs.
final class CleanupCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    CleanupCounts() {
        counts.put("rows", 0L);
        counts.put("ranges", 0L);
        counts.put("deleted", 0L);
        Timeframe.LONGER.forEach(timeframe -> counts.put(nameOf(timeframe), 0L));
        counts.put("left", 0L);
    }

    void rangeOf(int rows) {
        add("ranges", 1);
        add("rows", rows);
    }

    void deleted(Collection<Timeframe> timeframes) {
        add("deleted", timeframes.size());
        timeframes.forEach(timeframe -> add(nameOf(timeframe), 1));
    }

    void left(int rows) {
        add("left", rows);
    }

    long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    Map<String, Long> asMap() {
        return Map.copyOf(counts);
    }

    private static String nameOf(Timeframe timeframe) {
        return "deleted_" + timeframe.code();
    }

    private void add(String name, long more) {
        counts.merge(name, more, Long::sum);
    }
}
