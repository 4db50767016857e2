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

/// Who is ended after a sudden end, and who never is; a sleeping process stands for a server.
class OrphanProcessesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path root = Path.of("");
    private final Process sleeper = sleeper();

    private static Process sleeper() {
        try {
            return new ProcessBuilder("sleep", "300").start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterEach
    void endSleeper() {
        sleeper.destroyForcibly();
    }

    private List<String> endLeftOvers() {
        try (DataFolder folder = DataFolder.open(root, 0, path -> Long.MAX_VALUE)) {
            return OrphanProcesses.end(folder);
        }
    }

    private Path pidFile() throws Exception {
        return Files.createDirectories(root.resolve("run")).resolve("registry.pid");
    }

    @Test
    void a_child_of_an_earlier_run_is_ended() throws Exception {
        PidFile.of(sleeper.toHandle(), Signal.TERM).write(pidFile());
        assertThat(endLeftOvers()).containsExactly("registry (process " + sleeper.pid() + ")");
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void a_stranger_that_got_the_number_of_a_child_is_left_alone() throws Exception {
        new PidFile(sleeper.pid(), Instant.parse("2020-01-01T00:00:00Z"), Signal.TERM).write(pidFile());
        assertThat(endLeftOvers()).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void an_unreadable_pid_file_ends_nobody() throws Exception {
        Files.writeString(pidFile(), "pid=" + sleeper.pid());
        assertThat(endLeftOvers()).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void a_stranger_named_by_a_dead_servers_lock_is_left_alone_and_the_lock_removed() throws Exception {
        Path data = Files.createDirectories(root.resolve("postgres/data"));
        Path lock = Files.writeString(data.resolve("postmaster.pid"), sleeper.pid() + "\n" + data + "\n");
        assertThat(endLeftOvers()).isEmpty();
        new PostgresCluster(data).removeStaleLock();
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(lock).doesNotExist();
    }

    @Test
    void a_child_dies_with_a_parent_that_is_killed() throws Exception {
        Path file = pidFile();
        try (ForkedJvm parent = ForkedJvm.start(SleepingChildMain.class, root.toString())) {
            parent.awaitLine("ready");
            Optional<ProcessHandle> child = PidFile.read(file).flatMap(PidFile::process);
            assertThat(child).isPresent();
            parent.kill();
            assertThat(Await.until(() -> child.stream().noneMatch(ProcessHandle::isAlive), SOON)).isTrue();
        }
    }

    @Test
    void a_child_that_is_stopped_leaves_no_process_and_no_pid_file() throws Exception {
        Path file = pidFile();
        ChildProcess child = ChildProcess.start(SleepingChildMain.launch(root));
        assertThat(file).exists();
        child.stop(SOON);
        assertThat(child.isAlive()).isFalse();
        assertThat(child.obituary()).startsWith("was ended by signal 15");
        assertThat(file).doesNotExist();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).as("only the sleeper is left")
                .containsExactly(sleeper.toHandle());
    }
}
