package io.cryptodata.allinone.benchmark;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

/// Operations per second of processor time of the whole process, compiler and collector included. Unlike wall time, this
/// excludes time spent waiting for a processor on a busy machine.
public final class CpuTimeProfiler implements InternalProfiler {
    /// The label among a benchmark's secondary results.
    static final String LABEL = "cpu";

    private static final double NANOS_PER_SECOND = 1e9;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long before;

    @Override
    public String getDescription() {
        return "operations per second of processor time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        double seconds = (system.getProcessCpuTime() - before) / NANOS_PER_SECOND;
        double operations = result.getMetadata().getAllOps() / seconds;
        return List.of(new ScalarResult(LABEL, operations, "ops/cpu-s", AggregationPolicy.AVG));
    }
}
