package io.cryptodata.allinone.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// Every record once, right and in order, although streams processes are killed. The command for many kills is in
/// docs/performance.md.
class CrashIT {
    @TempDir
    private Path folder;

    @Test
    void killed_processes_lose_repeat_and_change_no_record() throws Exception {
        try (CrashRun run = new CrashRun(CrashOptions.of("kills=4", "instances=2", "markets=20", "life=6000"),
                folder)) {
            String report = run.report();
            System.out.println(report);
            assertThat(report).contains(" problems=0 ").contains(" withheld=1 ").doesNotContain(" repriced=0 ");
        }
    }
}
