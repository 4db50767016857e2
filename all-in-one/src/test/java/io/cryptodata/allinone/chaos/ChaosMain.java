package io.cryptodata.allinone.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Runs the chaos test for any number of seeds, each in a process of its own; every second seed has two producer processes.
/// The command is in docs/performance.md.
///
/// Arguments as `name=value`: `seeds`, `first`, `parallel` (how many seeds run at a time), and those of [ChaosSeed].
public final class ChaosMain {
    private static final int LAST_LINES = 30;

    private ChaosMain() {}

    /// Exits with status 0 only if no run found a problem.
    public static void main(String[] arguments) throws InterruptedException, ExecutionException, IOException {
        List<String> lines = run(options(arguments), Files.createTempDirectory("chaos-"));
        lines.stream().filter(line -> !line.contains(" problems=")).forEach(System.out::println);
        long bad = lines.stream().filter(line -> !line.contains(" problems=0 ")).count();
        System.out.printf("%d runs, %d with problems; %d hours served, %d candles, %d revised%n", lines.size(), bad,
                sum(lines, "served"), sum(lines, "candles"), sum(lines, "revised"));
        System.exit(bad == 0 ? 0 : 1);
    }

    /// Runs the seeds and prints what they print.
    ///
    /// @param folder of the runs' data and logs
    /// @return the line of every seed's report, in the order of the seeds
    static List<String> run(Map<String, String> options, Path folder) throws InterruptedException, ExecutionException {
        long first = Long.parseLong(options.getOrDefault("first", "1"));
        long seeds = Long.parseLong(options.getOrDefault("seeds", "20"));
        int parallel = Integer.parseInt(options.getOrDefault("parallel", "1"));
        List<String> lines = new ArrayList<>();
        try (ExecutorService runs = Executors.newFixedThreadPool(parallel)) {
            List<Future<String>> results = LongStream.range(first, first + seeds)
                    .mapToObj(seed -> runs.submit(() -> run(seed, options, folder.resolve("seed-" + seed)))).toList();
            for (Future<String> result : results) {
                lines.add(result.get());
            }
        }
        return lines;
    }

    static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                options.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return options;
    }

    /// The line of the seed's report.
    private static String run(long seed, Map<String, String> options, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx800m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Duser.timezone=UTC",
                "-Drepository.root=" + System.getProperty("repository.root", ".."), "-cp",
                ChaosMember.classPath(), ChaosSeed.class.getName(), "seed=" + seed, "folder=" + folder));
        options.forEach((name, value) -> command.add(name + "=" + value));
        Path errors = folder.resolve("errors.log");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String report = "";
        try (BufferedReader printed = process.inputReader()) {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                System.out.println(line);
                report = line.startsWith("seed=") ? line : report;
            }
        }
        return report.isEmpty() ? withoutReport(seed, process, errors) : report;
    }

    /// With the end of what it wrote, because the folder of a test does not remain.
    private static String withoutReport(long seed, Process process, Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        String last = String.join(System.lineSeparator(),
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return "seed=" + seed + " ended without a report, with status "
                + (process.isAlive() ? "unknown" : process.exitValue()) + ": " + last;
    }

    /// The sum of a number over the lines.
    static long sum(List<String> lines, String name) {
        return lines.stream().flatMap(line -> List.of(line.split(" ")).stream())
                .filter(word -> word.startsWith(name + "="))
                .mapToLong(word -> Long.parseLong(word.substring(name.length() + 1))).sum();
    }
}
