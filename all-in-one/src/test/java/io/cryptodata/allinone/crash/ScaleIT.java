package io.cryptodata.allinone.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Every record once, right and in order, while streams processes join, are killed and are stopped under load. The command for
/// three processes and more markets is in docs/performance.md.
class ScaleIT {
    /// far longer than usual: docs/performance.md has the measured times
    private static final long LONGEST_MILLIS = 300_000;

    @TempDir
    private Path folder;

    @Test
    void no_record_is_lost_while_processes_join_are_killed_and_stopped_and_every_market_is_late_for_a_short_time()
            throws Exception {
        try (ScaleRun run = new ScaleRun(ScaleOptions.of("markets=40", "hours=20", "rate=40", "processes=2", "phase=2",
                "STREAMS_SESSION_TIMEOUT=6s"), folder)) {
            String report = run.report();
            System.out.println(report);
            assertThat(report).endsWith(" problems=0");
            assertThat(List.of(ScaleRun.STEADY, ScaleRun.KILLED, ScaleRun.STOPPED))
                    .allSatisfy(phase -> assertThat(run.phases().worst(phase)).isBetween(1L, LONGEST_MILLIS));
        }
    }
}
