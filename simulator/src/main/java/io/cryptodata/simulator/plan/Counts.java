package io.cryptodata.simulator.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counts by number, and forgets what was not counted for longest when there is too much of it. Safe for many threads.
final class Counts {
    private static final int MOST = 200_000;

    private final Map<Long, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > MOST;
        }
    };

    /// One more; how many there are now.
    synchronized int increment(long number) {
        return counts.merge(number, 1, Integer::sum);
    }
}
