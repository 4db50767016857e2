package io.cryptodata.allinone.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the chaos test for one seed and prints its report.
///
/// Arguments as `name=value`: `seed`, `folder`, `days`, `markets`, `speed` (simulated hours per second), `members` (1 or 2;
/// alternating by default), `without` (names of [ChaosFault], separated by commas).
public final class ChaosSeed {
    private ChaosSeed() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> options = ChaosMain.options(arguments);
        long seed = Long.parseLong(options.getOrDefault("seed", "1"));
        ChaosOptions run = new ChaosOptions(seed, Integer.parseInt(options.getOrDefault("days", "3")),
                Integer.parseInt(options.getOrDefault("markets", "40")),
                Integer.parseInt(options.getOrDefault("members", Long.toString(1 + seed % 2))),
                Double.parseDouble(options.getOrDefault("speed", "1.5")), faults(options.getOrDefault("without", "")));
        ChaosReport report = new ChaosRun(run, Path.of(options.getOrDefault("folder", "target/chaos")),
                System.out::println).run();
        report.problems().forEach(problem -> System.out.println("  seed " + seed + ": PROBLEM " + problem));
        System.out.println(report.line());
        System.exit(0);
    }

    private static Set<ChaosFault> faults(String names) {
        return Stream.of(names.split(",")).filter(name -> !name.isEmpty()).map(ChaosFault::valueOf)
                .collect(Collectors.toSet());
    }
}
