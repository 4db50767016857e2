package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/// The newest closed bar of every venue and timeframe among the markets of this process, and how long the next one is overdue:
/// the gauges `cda.streams.overdue`. Thread-safe: written by every task.
final class ClosedBars {
    private static final int TIMEFRAMES = Timeframe.values().length;

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();
    private final Set<String> exchanges = ConcurrentHashMap.newKeySet();

    private ClosedBars(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    static ClosedBars in(MeterRegistry meters) {
        return in(meters, InstantSource.system());
    }

    static ClosedBars in(MeterRegistry meters, InstantSource clock) {
        return new ClosedBars(meters, clock);
    }

    /// The bars of a partition that this process holds from now on; they are unknown until one closes.
    Partition assigned(int partition) {
        Partition bars = new Partition();
        partitions.put(partition, bars);
        return bars;
    }

    /// The partition is no longer held by this process.
    void removed(int partition) {
        partitions.remove(partition);
    }

    /// The newest closed bars of one partition. Written by one task.
    final class Partition {
        /// by venue and the timeframe's ordinal: the first hour of the bucket plus one, 0 for none
        private final Map<String, AtomicLongArray> newest = new ConcurrentHashMap<>();

        /// @param bucketStart an epoch hour
        void closed(String exchange, Timeframe timeframe, long bucketStart) {
            AtomicLongArray bars = newest.get(exchange);
            if (bars == null) {
                bars = new AtomicLongArray(TIMEFRAMES);
                newest.put(exchange, bars);
                register(exchange);
            }
            if (bucketStart >= bars.get(timeframe.ordinal())) {
                bars.set(timeframe.ordinal(), bucketStart + 1);
            }
        }

        private OptionalLong newest(String exchange, Timeframe timeframe) {
            AtomicLongArray bars = newest.get(exchange);
            long next = bars == null ? 0 : bars.get(timeframe.ordinal());
            return next == 0 ? OptionalLong.empty() : OptionalLong.of(next - 1);
        }
    }

    private void register(String exchange) {
        if (exchanges.add(exchange)) {
            for (Timeframe timeframe : Timeframe.values()) {
                StreamsMeters.OVERDUE.gaugeIn(meters, this, bars -> bars.overdueSeconds(exchange, timeframe), exchange,
                        timeframe.code());
            }
        }
    }

    private double overdueSeconds(String exchange, Timeframe timeframe) {
        OptionalLong newest = partitions.values().stream().map(bars -> bars.newest(exchange, timeframe))
                .flatMapToLong(OptionalLong::stream).max();
        if (newest.isEmpty()) {
            return Double.NaN;
        }
        Instant due = Timeframe.instantOf(timeframe.next(timeframe.next(newest.getAsLong())));
        return Math.max(0, Duration.between(due, clock.instant()).toSeconds());
    }
}
