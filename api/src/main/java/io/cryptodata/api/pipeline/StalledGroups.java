package io.cryptodata.api.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Which consumer groups have read nothing for minutes although records wait for them. Not thread-safe.
final class StalledGroups {
    /// as the alert has it; markers of transactions count as records
    private static final long FEW = 100;
    private static final long LASTING = Duration.ofMinutes(5).toNanos();

    private final LongSupplier nanos;
    private final Map<Key, Stop> stops = new HashMap<>();

    private record Key(String group, String topic) {}

    /// @param since when the group was first seen there with more than a few records to read
    private record Stop(long position, long since) {}

    /// @param position the sum of the group's positions on the topic
    record Progress(Overview.Lag lag, long position) {}

    /// @param nanos a clock like `System.nanoTime()`
    StalledGroups(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param progress of every group on every topic, now
    /// @return what those lack that have been at the same position for five minutes
    List<Overview.Lag> next(List<Progress> progress) {
        long now = nanos.getAsLong();
        Map<Key, Stop> before = Map.copyOf(stops);
        stops.clear();
        List<Overview.Lag> stalled = new ArrayList<>();
        for (Progress each : progress) {
            if (each.lag.records() <= FEW) {
                continue;
            }
            Key key = new Key(each.lag.group(), each.lag.topic());
            Stop stop = before.get(key);
            if (stop == null || stop.position != each.position) {
                stop = new Stop(each.position, now);
            }
            stops.put(key, stop);
            if (now - stop.since >= LASTING) {
                stalled.add(each.lag);
            }
        }
        return stalled;
    }
}
