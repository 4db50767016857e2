package io.cryptodata.allinone.benchmark;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// Runs the benchmarks whose name contains what was asked for, and sets each beside its promised speed.
/// Takes JMH's own arguments; the command is in docs/performance.md.
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /// @param arguments JMH's, the first a regular expression of benchmark names
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(arguments)).run();
        System.out.printf("%nJava %s, %d processors%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
        results.forEach(result -> System.out.println(lineOf(result)));
    }

    private static String lineOf(RunResult result) {
        String label = result.getParams().getBenchmark();
        Result<?> primary = result.getPrimaryResult();
        double best = primary.getStatistics().getMax();
        String line = String.format(Locale.ROOT, "%s: mean %,.0f, best %,.0f %s",
                label.substring(label.lastIndexOf('.', label.lastIndexOf('.') - 1) + 1), primary.getScore(), best,
                primary.getScoreUnit());
        AtLeast promised = promisedFor(label);
        return promised == null
                ? line
                : line + String.format(Locale.ROOT, "; promised %,.0f, ratio of the mean %.2f, of the best %.2f",
                        promised.value(), primary.getScore() / promised.value(), best / promised.value());
    }

    private static @Nullable AtLeast promisedFor(String label) {
        int dot = label.lastIndexOf('.');
        try {
            return Arrays.stream(Class.forName(label.substring(0, dot)).getMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .filter(method -> method.getName().equals(label.substring(dot + 1))).findFirst()
                    .map(BenchmarkMain::promise).orElse(null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the benchmark that has just run is gone: " + label, e);
        }
    }

    private static @Nullable AtLeast promise(Method method) {
        return method.getAnnotation(AtLeast.class);
    }
}
