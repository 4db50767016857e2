package io.cryptodata.allinone.crash;

import java.io.IOException;
import java.nio.file.Files;

/// Kills streams processes and verifies what they wrote. Arguments as `name=value`: `seed`, `kills`, `instances`, `markets`,
/// `pages` (per second), `life` (the longest time between kills, in milliseconds), `disk` (megabytes of each state folder, which
/// is filled between kills). The command is in docs/performance.md.
public final class CrashMain {
    private CrashMain() {}

    /// Exits with status 0 only if no record is missing, wrong or there twice.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String line;
        try (CrashRun run = new CrashRun(CrashOptions.of(arguments), Files.createTempDirectory("crash-"))) {
            line = run.report();
        }
        System.out.println(line);
        System.exit(line.contains(" problems=0 ") ? 0 : 1);
    }
}
