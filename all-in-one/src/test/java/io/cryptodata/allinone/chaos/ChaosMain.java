package io.cryptodata.allinone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Any number of runs under fire; every second seed with two processes of which one is killed. The command is in
/// docs/performance.md.
///
/// Arguments as `name=value`: `seeds`, `first`, `days`, `markets`, `speed` (simulated hours per second), `members` (1 or 2;
/// otherwise in turn).
public final class ChaosMain {
    private ChaosMain() {}

    /// Exit status 0 only if nothing was lost, invented or wrong in any run.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                given.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        long first = Long.parseLong(given.getOrDefault("first", "1"));
        int seeds = Integer.parseInt(given.getOrDefault("seeds", "20"));
        List<ChaosReport> reports = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            int members = given.containsKey("members") ? Integer.parseInt(given.get("members")) : 1 + (int) (seed % 2);
            ChaosOptions options = new ChaosOptions(seed, Integer.parseInt(given.getOrDefault("days", "3")),
                    Integer.parseInt(given.getOrDefault("markets", "40")), members,
                    Double.parseDouble(given.getOrDefault("speed", "1.5")));
            Path folder = Files.createTempDirectory("under-fire-" + seed + "-");
            ChaosReport report = new ChaosRun(options, folder, System.out::println).run();
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
}
