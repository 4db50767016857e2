package io.cryptodata.allinone.benchmark;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Runs the benchmarks that match the given name and prints each figure beside its target. Takes JMH's own arguments; the
/// command is in docs/performance.md.
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /// Runs the benchmarks and prints the summary last.
    ///
    /// @param arguments JMH's, the first a regular expression of benchmark names
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Options options = new OptionsBuilder().parent(new CommandLineOptions(arguments))
                .addProfiler(CpuTimeProfiler.class).build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.printf("%nJava %s, %d processors%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
        results.forEach(result -> System.out.println(textOf(result)));
    }

    private static String textOf(RunResult result) {
        String label = result.getParams().getBenchmark();
        Result<?> primary = result.getPrimaryResult();
        Result<?> processorTime = Objects.requireNonNull(result.getSecondaryResults().get(CpuTimeProfiler.LABEL),
                "every benchmark is run with the profiler of processor time");
        AtLeast target = targetOf(label);
        return label.substring(label.lastIndexOf('.', label.lastIndexOf('.') - 1) + 1) + parametersOf(result) + " "
                + primary.getScoreUnit()
                + figure("mean", primary.getScore(), target)
                + figure("best", bestOf(primary), target)
                + figure("per second of processor time", processorTime.getScore(), target)
                + (target == null ? "" : String.format(Locale.ROOT, "%n  target %,.0f", target.value()));
    }

    private static String parametersOf(RunResult result) {
        BenchmarkParams params = result.getParams();
        return params.getParamsKeys().stream().map(key -> " " + key + " " + params.getParam(key))
                .collect(Collectors.joining());
    }

    /// The most operations per time, or the least time per operation.
    private static double bestOf(Result<?> result) {
        return result.getScoreUnit().startsWith("ops/")
                ? result.getStatistics().getMax()
                : result.getStatistics().getMin();
    }

    private static String figure(String name, double value, @Nullable AtLeast target) {
        String figure = String.format(Locale.ROOT, "%n  %s %,.0f", name, value);
        return target == null
                ? figure
                : figure + String.format(Locale.ROOT, " = %.2f of the target", value / target.value());
    }

    private static @Nullable AtLeast targetOf(String label) {
        int dot = label.lastIndexOf('.');
        try {
            return Arrays.stream(Class.forName(label.substring(0, dot)).getMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .filter(method -> method.getName().equals(label.substring(dot + 1))).findFirst()
                    .map(BenchmarkMain::annotation).orElse(null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class of a benchmark that has run cannot be loaded: " + label, e);
        }
    }

    private static @Nullable AtLeast annotation(Method method) {
        return method.getAnnotation(AtLeast.class);
    }
}
