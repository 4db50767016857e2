package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// Which processes are stopped after a crash, and which are not. A sleeping process represents a server.
class OrphanProcessesTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path root = Path.of("");
    private final Process sleeper = sleeper();

    private static Process sleeper() {
        try {
            return new ProcessBuilder("sleep", "300").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopSleeper() {
        sleeper.destroyForcibly();
    }

    private List<String> stopOrphans() {
        try (DataFolder folder = DataFolder.open(root, 0, path -> Long.MAX_VALUE)) {
            return OrphanProcesses.end(folder);
        }
    }

    private Path pidFile() throws Exception {
        return Files.createDirectories(root.resolve("run")).resolve("registry.pid");
    }

    @Test
    void a_child_of_an_earlier_run_is_stopped() throws Exception {
        PidFile.of(sleeper.toHandle(), Signal.TERM).write(pidFile());
        assertThat(stopOrphans()).containsExactly("registry (process " + sleeper.pid() + ")");
        assertThat(Await.end(sleeper, TIMEOUT)).as("the parent sees the end a little later").isTrue();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void another_process_with_the_pid_of_a_child_is_not_stopped() throws Exception {
        new PidFile(sleeper.pid(), Instant.parse("2020-01-01T00:00:00Z"), Signal.TERM).write(pidFile());
        assertThat(stopOrphans()).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void an_unreadable_pid_file_stops_no_process() throws Exception {
        Files.writeString(pidFile(), "pid=" + sleeper.pid());
        assertThat(stopOrphans()).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void a_process_in_a_stale_lock_file_is_not_stopped_and_the_lock_is_removed() throws Exception {
        Path data = Files.createDirectories(root.resolve("postgres/data"));
        Path lock = Files.writeString(data.resolve("postmaster.pid"), sleeper.pid() + "\n" + data + "\n");
        assertThat(stopOrphans()).isEmpty();
        new PostgresCluster(data).removeStaleLock();
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(lock).doesNotExist();
    }

    @Test
    void a_child_exits_with_a_killed_parent() throws Exception {
        Path file = pidFile();
        try (ForkedJvm parent = ForkedJvm.start(SleepingChildMain.class, root.toString())) {
            parent.awaitLine("ready");
            Optional<ProcessHandle> child = PidFile.read(file).flatMap(PidFile::process);
            assertThat(child).isPresent();
            parent.kill();
            assertThat(Await.until(() -> child.stream().noneMatch(ProcessHandle::isAlive), TIMEOUT)).isTrue();
        }
    }

    @Test
    void a_stopped_child_leaves_no_process_and_no_pid_file() throws Exception {
        Path file = pidFile();
        ChildProcess child = ChildProcess.start(SleepingChildMain.launch(root));
        assertThat(file).exists();
        child.stop(TIMEOUT);
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitReason()).startsWith("was killed by signal 15");
        assertThat(file).doesNotExist();
        assertThat(Await.until(this::onlyTheSleeperRuns, TIMEOUT)).isTrue();
    }

    private boolean onlyTheSleeperRuns() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList()
                .equals(List.of(sleeper.toHandle()));
    }
}
