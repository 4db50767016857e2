package io.cryptodata.api.live;

import io.cryptodata.api.metrics.ApiMeters;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the topics once for all streams, without a consumer group, and keeps the newest events in a ring. While the broker
/// does not respond, streams stay open and continue later.
final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int RING_BYTES = 16 << 20;
    /// events of the time before the start, so that streams that continue need not read the topics
    private static final Duration BACK = Duration.ofMinutes(2);
    private static final int MOST_BACK = 1000;
    private static final Duration LAYOUT_CHECK = Duration.ofMinutes(1);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private final LiveLog log;
    private final Duration layoutCheck;
    private final Counter records;
    private final Ring ring;
    private final Loop loop = Loop.of("api-live", RETRIES, this::step).closingWithin(Duration.ofSeconds(2));
    private LiveLog.@Nullable Reading reading;
    private @Nullable Layout layout;
    private long layoutChecked;

    LiveFeed(LiveLog log, MeterRegistry meters) {
        this(log, meters, RING_BYTES, LAYOUT_CHECK);
    }

    /// @param ringBytes what the newest events may take
    /// @param layoutCheck how often to look whether the topics are still the same
    LiveFeed(LiveLog log, MeterRegistry meters, int ringBytes, Duration layoutCheck) {
        this.log = log;
        this.layoutCheck = layoutCheck;
        this.ring = new Ring(ringBytes);
        this.records = ApiMeters.LIVE_RECORDS.counterIn(meters);
    }

    void start() {
        loop.start();
    }

    private Duration step() {
        LiveLog.Reading current = reading;
        if (current != null && System.nanoTime() - layoutChecked >= layoutCheck.toNanos() && isChanged()) {
            close(current);
            current = null;
        }
        if (current == null) {
            current = open();
        }
        try {
            List<LiveEvent> events = current.poll();
            ring.append(events);
            records.increment(events.size());
        } catch (InvalidOffsetException recreated) {
            LOG.info("the topics of the live streams were recreated: {}", recreated.getMessage());
            close(current);
        }
        return Duration.ZERO;
    }

    private void close(LiveLog.Reading current) {
        reading = null;
        current.close();
    }

    private LiveLog.Reading open() {
        Layout found = log.layout();
        Position start = log.recent(found, BACK, MOST_BACK);
        Map<Integer, Long> from = new HashMap<>();
        for (int slot = 0; slot < found.size(); slot++) {
            from.put(slot, start.offset(slot));
        }
        LiveLog.Reading opened = log.read(found, from);
        ring.begin(start);
        layout = found;
        layoutChecked = System.nanoTime();
        reading = opened;
        return opened;
    }

    private boolean isChanged() {
        layoutChecked = System.nanoTime();
        return !log.layout().equals(layout);
    }

    Ring ring() {
        return ring;
    }

    /// Degraded while the topics cannot be read.
    Health health() {
        return loop.health();
    }

    /// Ends all streams at once.
    @Override
    public void close() {
        ring.close();
        loop.close();
        LiveLog.Reading current = reading;
        if (current != null) {
            current.close();
        }
    }
}
