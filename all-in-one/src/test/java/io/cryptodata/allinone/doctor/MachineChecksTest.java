package io.cryptodata.allinone.doctor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class MachineChecksTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private Path data = Path.of("");

    @Test
    void a_disk_below_the_reserve_or_soon_below_it_is_a_finding() {
        assertThat(findings(GIGABYTE / 2)).first().satisfies(finding -> {
            assertThat(finding.problem()).contains("512 MB are free", data.toString(),
                    "less than the reserve of 1,024 MB");
            assertThat(finding.why()).isEqualTo("fetching is paused");
            assertThat(finding.fix()).contains("watch-the-disk.md");
        });
        assertThat(findings(GIGABYTE * 3 / 2)).first().extracting(Finding::problem).asString()
                .contains("less than twice the reserve");
        assertThat(findings(3 * GIGABYTE)).noneMatch(finding -> finding.names("MB are free"));
    }

    @Test
    void where_nothing_runs_and_nothing_is_configured_the_commands_that_start_it_are_named() {
        assertThat(findings(3 * GIGABYTE)).last().satisfies(finding -> {
            assertThat(finding.problem()).contains("no instance runs in " + data);
            assertThat(finding.fix()).contains("./cda demo", "CDA_KAFKA");
        });
    }

    @Test
    void an_instance_without_addresses_is_still_starting() throws Exception {
        lock(Long.toString(ProcessHandle.current().pid()));
        assertThat(findings(3 * GIGABYTE)).singleElement().extracting(Finding::problem).asString()
                .contains("has not started completely", Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void a_lock_whose_process_is_gone_is_no_instance() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        lock(Long.toString(gone.pid()));
        assertThat(findings(3 * GIGABYTE)).last().extracting(Finding::problem).asString()
                .contains("no instance runs");
    }

    private void lock(String content) throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("run")).resolve("lock"), content);
    }

    private List<Finding> findings(long freeBytes) {
        return TestInstallation.of(data, false, List.of(), Optional.empty(), freeBytes)
                .examine(Duration.ofMinutes(1)).findings();
    }
}
