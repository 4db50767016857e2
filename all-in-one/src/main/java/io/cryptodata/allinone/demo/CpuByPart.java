package io.cryptodata.allinone.demo;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The processor time of each part so far: threads of this process by their names, child processes by process. A lower
/// bound: the time of threads that have ended is not counted.
final class CpuByPart {
    /// prefix of a thread's name and its part; the first match wins
    private static final Map<String, String> PART_OF_THREAD = threads();
    private static final String REST = "everything else in this process";

    private final Map<String, ProcessHandle> children;

    /// @param children processes by part; their descendants count, too
    CpuByPart(Map<String, ProcessHandle> children) {
        this.children = Map.copyOf(children);
    }

    /// Processor time per part since each thread and process started.
    Map<String, Duration> sinceStart() {
        Map<String, Duration> used = new LinkedHashMap<>();
        PART_OF_THREAD.values().forEach(part -> used.put(part, Duration.ZERO));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                long nanos = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                used.merge(partOf(thread.getThreadName()), Duration.ofNanos(nanos), Duration::plus);
            }
        }
        children.forEach((part, process) -> used.put(part, timeOf(process)));
        return used;
    }

    /// The time of each part between two readings of [#sinceStart()], the busiest first.
    static Map<String, Duration> between(Map<String, Duration> before, Map<String, Duration> after) {
        Map<String, Duration> difference = new LinkedHashMap<>();
        after.forEach((part, time) -> difference.put(part, time.minus(before.getOrDefault(part, Duration.ZERO))));
        Map<String, Duration> sorted = new LinkedHashMap<>();
        difference.entrySet().stream().filter(entry -> entry.getValue().isPositive())
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    static String partOf(String threadName) {
        for (Map.Entry<String, String> prefix : PART_OF_THREAD.entrySet()) {
            if (threadName.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        return REST;
    }

    private static Duration timeOf(ProcessHandle process) {
        Duration own = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return process.descendants().map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(own,
                Duration::plus);
    }

    private static Map<String, String> threads() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("task-thread-sink-candles", "sink of candles (Connect)");
        parts.put("task-thread-sink-indicators", "sink of indicators (Connect)");
        parts.put("task-thread-sink-", "other sinks (Connect)");
        parts.put("task-thread-source-overrides", "source of overrides (Connect)");
        parts.put("cryptodata-streams", "fold and its state (Streams)");
        parts.put("GC Thread", "garbage collection");
        parts.put("ForkJoinPool", "fetching and the simulator (virtual threads)");
        parts.put("HttpClient", "fetching and the simulator (virtual threads)");
        parts.put("kafka-producer-network-thread", "producing to the broker");
        parts.put("data-plane-kafka", "broker");
        parts.put("kafka-", "broker");
        return parts;
    }
}
