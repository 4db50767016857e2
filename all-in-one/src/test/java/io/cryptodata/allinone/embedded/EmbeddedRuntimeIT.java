package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// All servers together: cold start, warm start and restarts after kills, in one test because a start takes seconds.
class EmbeddedRuntimeIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    private final Set<ProcessHandle> children = new HashSet<>();

    @Test
    void all_parts_start_keep_their_data_over_a_restart_and_are_restarted_when_killed() throws Exception {
        Path data = TestRuntime.keptFolder("runtime");
        EmbeddedPorts ports = EmbeddedPorts.free();
        String clusterId = coldStart(data, ports);
        warmStart(data, ports, clusterId);
        assertThat(Await.until(() -> children.stream().noneMatch(ProcessHandle::isAlive), TIMEOUT))
                .as("no child outlives its runtime: %s", children).isTrue();
    }

    /// The servers and their watches; a test that runs meanwhile starts processes of other kinds.
    private void noteChildren(EmbeddedRuntime runtime) {
        children.addAll(runtime.children().values());
        ProcessHandle.current().children().filter(EmbeddedRuntimeIT::isWatch).filter(child -> !before.contains(child))
                .forEach(children::add);
    }

    private static boolean isWatch(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch("cryptodata-watch"::equals);
    }

    private String coldStart(Path data, EmbeddedPorts ports) throws Exception {
        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            runner.start(runtime.parts());
            StoredData stored = new StoredData(runtime);
            stored.write();
            stored.check();
            assertThat(stored.sql("SHOW fsync") + stored.sql("SHOW synchronous_commit")).isEqualTo("onon");
            assertThat(stored.get(runtime.connect().url() + "/connector-plugins"))
                    .contains("io.cryptodata.sinks.connect.UpsertSinkConnector");
            noteChildren(runtime);
            assertThat(stored.sql("SHOW wal_level") + stored.sql("SHOW server_encoding")).isEqualTo("logicalUTF8");
            return stored.clusterId();
        }
    }

    private void warmStart(Path data, EmbeddedPorts ports, String clusterId) throws Exception {
        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            assertThat(runtime.endedOrphans()).isEmpty();
            runner.start(runtime.parts());
            runner.watch();
            StoredData stored = new StoredData(runtime);
            assertThat(stored.clusterId()).isEqualTo(clusterId);
            stored.check();
            assertThat(runtime.children()).containsOnlyKeys("database", "registry");
            noteChildren(runtime);
            rejectsSecondInstance(data);
            killAndAwait(runtime, runner, "database");
            assertThat(Await.until(stored::registryHasSchema, TIMEOUT)).isTrue();
            assertThat(runner.restarts()).as("the registry recovers without a restart").containsEntry("registry", 0);
            killAndAwait(runtime, runner, "registry");
            noteChildren(runtime);
            stored.check();
            assertThat(runner.abandoned()).isEmpty();
        }
    }

    private static void rejectsSecondInstance(Path data) {
        assertThatThrownBy(() -> TestRuntime.prepared(data, EmbeddedPorts.free()))
                .isInstanceOf(StartException.class).hasMessageContaining("in use by another running instance (process "
                        + ProcessHandle.current().pid() + ")");
    }

    private static void killAndAwait(EmbeddedRuntime runtime, Supervisor runner, String part) {
        Optional<PidFile> before = PidFile.read(runtime.folder().pidFile(part));
        before.flatMap(PidFile::process).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(() -> runner.restarts().getOrDefault(part, 0) == 1, TIMEOUT)).isTrue();
        assertThat(PidFile.read(runtime.folder().pidFile(part))).isNotEqualTo(before);
    }
}
