package io.cryptodata.allinone.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How fast a stream processed the candles that lay ready on the topic.
///
/// @param candles how many
/// @param seconds from its first assignment until every result was committed
/// @param threadSeconds processor time of its stream threads in that time
record Throughput(int candles, double seconds, double threadSeconds) {
    private static final Duration TIMEOUT = Duration.ofMinutes(8);
    private static final Duration POLL_EVERY = Duration.ofMillis(20);
    private static final double NANOS = 1e9;

    /// Starts the stream, waits until it has caught up, and stops it.
    static Throughput of(StreamUnderTest stream, int candles) {
        try (stream) {
            stream.start();
            await(stream::isRunning, "the start of the stream");
            long start = System.nanoTime();
            long processorTime = streamThreadNanos();
            await(() -> stream.lag().orElse(1) == 0, "processing " + candles + " candles");
            return new Throughput(candles, (System.nanoTime() - start) / NANOS,
                    (streamThreadNanos() - processorTime) / NANOS);
        }
    }

    double candlesPerSecond() {
        return candles / seconds;
    }

    double threadMicrosPerCandle() {
        return threadSeconds * 1e6 / candles;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f candles/s, %.1f µs of the stream thread per candle",
                candlesPerSecond(), threadMicrosPerCandle());
    }

    static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " did not complete within " + TIMEOUT);
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }

    private static long streamThreadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().contains("StreamThread"))
                .mapToLong(ThreadInfo::getThreadId).map(threads::getThreadCpuTime).filter(nanos -> nanos > 0).sum();
    }
}
