package io.cryptodata.api.live;

import io.cryptodata.api.metrics.ApiMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts streams and their events.
final class StreamMeters {
    private final AtomicInteger open = new AtomicInteger();
    private final Map<LiveTopic, Counter> events = new EnumMap<>(LiveTopic.class);
    private final Counter resets;

    StreamMeters(MeterRegistry meters) {
        for (LiveTopic topic : LiveTopic.values()) {
            events.put(topic, ApiMeters.EVENTS.counterIn(meters, topic.event()));
        }
        this.resets = ApiMeters.RESETS.counterIn(meters);
        ApiMeters.STREAMS.gaugeIn(meters, open, AtomicInteger::get);
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void sent(LiveTopic topic) {
        Counter counter = events.get(topic);
        if (counter != null) {
            counter.increment();
        }
    }

    void reset() {
        resets.increment();
    }
}
