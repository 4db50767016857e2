package io.cryptodata.simulator.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counters by key, of limited number: the least recently used one is dropped. Thread-safe.
final class BoundedCounters {
    private static final int MAX_COUNTERS = 200_000;

    private final Map<Long, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > MAX_COUNTERS;
        }
    };

    /// @return the new count
    synchronized int increment(long key) {
        return counts.merge(key, 1, Integer::sum);
    }
}
