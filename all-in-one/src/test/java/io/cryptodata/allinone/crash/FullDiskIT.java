package io.cryptodata.allinone.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A stream whose disk is full stops, and resumes by itself. The command for many such moments is in docs/performance.md.
class FullDiskIT {
    @TempDir
    private Path folder;

    @Test
    void a_full_disk_stops_the_stream_until_there_is_space_and_no_record_is_lost_repeated_or_changed()
            throws Exception {
        assumeTrue(SmallDisk.isPossible(), "needs Linux with user namespaces for everybody, unshare and nsenter");
        try (CrashRun run = new CrashRun(
                CrashOptions.of("kills=2", "instances=1", "markets=20", "life=3000", "disk=40"),
                folder)) {
            String report = run.report();
            System.out.println(report);
            assertThat(report).contains(" problems=0 ").contains(" degraded=1 resumed=1 ");
        }
    }
}
