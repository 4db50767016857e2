package io.cryptodata.allinone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the chaos test for any number of seeds; every second seed has two producer processes, one of which is killed. The
/// command is in docs/performance.md.
///
/// Arguments as `name=value`: `seeds`, `first`, `days`, `markets`, `speed` (simulated hours per second), `members` (1 or 2;
/// alternating by default), `without` (names of [ChaosFault], separated by commas).
public final class ChaosMain {
    private ChaosMain() {}

    /// Exits with status 0 only if no run found a problem.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                options.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        long first = Long.parseLong(options.getOrDefault("first", "1"));
        int seeds = Integer.parseInt(options.getOrDefault("seeds", "20"));
        List<ChaosReport> reports = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            int members = options.containsKey("members")
                    ? Integer.parseInt(options.get("members"))
                    : 1 + (int) (seed % 2);
            ChaosOptions run = new ChaosOptions(seed, Integer.parseInt(options.getOrDefault("days", "3")),
                    Integer.parseInt(options.getOrDefault("markets", "40")), members,
                    Double.parseDouble(options.getOrDefault("speed", "1.5")),
                    faults(options.getOrDefault("without", "")));
            Path folder = Files.createTempDirectory("chaos-" + seed + "-");
            ChaosReport report = new ChaosRun(run, folder, System.out::println).run();
            reports.add(report);
            System.out.println(report.line());
            report.problems().forEach(problem -> System.out.println("  " + problem));
        }
        long bad = reports.stream().filter(report -> !report.problems().isEmpty()).count();
        System.out.printf("%d runs, %d with problems; %d hours served, %d candles, %d revised%n", reports.size(), bad,
                reports.stream().mapToLong(ChaosReport::served).sum(),
                reports.stream().mapToLong(ChaosReport::candles).sum(),
                reports.stream().mapToLong(ChaosReport::revised).sum());
        System.exit(bad == 0 ? 0 : 1);
    }

    private static Set<ChaosFault> faults(String names) {
        return Stream.of(names.split(",")).filter(name -> !name.isEmpty()).map(ChaosFault::valueOf)
                .collect(Collectors.toSet());
    }
}
