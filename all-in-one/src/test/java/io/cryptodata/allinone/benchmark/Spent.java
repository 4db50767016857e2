package io.cryptodata.allinone.benchmark;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Processor time that a pass used.
///
/// @param tasks the threads of Connect's tasks, which read, decode and write
/// @param restOfProcess everything else in this process: broker, compiler, collector
/// @param server the processes of PostgreSQL
record Spent(Duration tasks, Duration restOfProcess, Duration server) {
    private static final String TASK = "task-thread-sink-";

    /// A reading of the clocks.
    ///
    /// @param servers by process id
    record Reading(Duration tasks, Duration process, Map<Long, Duration> servers) {
        /// What has been used so far.
        static Reading now(ProcessHandle postmaster) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long nanos = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().startsWith(TASK)) {
                    nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                }
            }
            Map<Long, Duration> servers = new HashMap<>();
            postmaster.descendants().forEach(each -> servers.put(each.pid(),
                    each.info().totalCpuDuration().orElse(Duration.ZERO)));
            long process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
            return new Reading(Duration.ofNanos(nanos), Duration.ofNanos(process), servers);
        }

        /// What has been used since an earlier reading.
        Spent since(Reading earlier) {
            Duration used = tasks.minus(earlier.tasks);
            Duration server = servers.entrySet().stream()
                    .map(each -> each.getValue().minus(earlier.servers.getOrDefault(each.getKey(), Duration.ZERO)))
                    .reduce(Duration.ZERO, Duration::plus);
            return new Spent(used, process.minus(earlier.process).minus(used), server);
        }
    }

    /// Microseconds per row.
    String perRow(int rows) {
        return String.format(Locale.ROOT, "server %.1f, tasks %.1f, broker and rest of the process %.1f µs per row",
                micros(server, rows), micros(tasks, rows), micros(restOfProcess, rows));
    }

    private static double micros(Duration time, int rows) {
        return time.toNanos() / 1e3 / rows;
    }
}
