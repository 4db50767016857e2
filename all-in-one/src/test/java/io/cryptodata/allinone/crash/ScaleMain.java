package io.cryptodata.allinone.crash;

import java.io.IOException;
import java.nio.file.Files;

/// Adds, kills, stops and returns streams processes under load, and prints how long each market was late. Arguments as
/// `name=value`: `seed`, `markets`, `hours` (of history per market), `rate` (candles per second), `processes`, `phase` (seconds), and
/// settings of the processes such as `STREAMS_STANDBYS=1`. The command is in docs/performance.md.
public final class ScaleMain {
    private ScaleMain() {}

    /// Exits with status 0 only if no record is missing, wrong or there twice.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String report;
        try (ScaleRun run = new ScaleRun(ScaleOptions.of(arguments), Files.createTempDirectory("scale-"))) {
            report = run.report();
        }
        System.out.println(report);
        System.exit(report.endsWith(" problems=0") ? 0 : 1);
    }
}
