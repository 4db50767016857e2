package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// All servers together: cold, warm, hurt and mended, in one folder one after the other because a start takes seconds.
class EmbeddedRuntimeIT {

    private static final Duration MENDING_PATIENCE = Duration.ofSeconds(60);

    @Test
    void all_parts_start_cold_keep_their_data_over_a_restart_and_come_back_when_they_are_killed() throws Exception {
        Set<ProcessHandle> ofOthers = ProcessHandle.current().children().collect(Collectors.toSet());
        Path data = TestRuntime.keptFolder("runtime");
        EmbeddedPorts ports = TestRuntime.freePorts();
        String clusterId = coldStart(data, ports);
        warmStart(data, ports, clusterId);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .as("children that outlived their runtime").allMatch(ofOthers::contains);
    }

    private static String coldStart(Path data, EmbeddedPorts ports) throws Exception {
        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            runner.start(runtime.parts());
            Written written = new Written(runtime);
            written.write();
            written.check();
            assertThat(written.sql("SHOW fsync") + written.sql("SHOW synchronous_commit")).isEqualTo("onon");
            assertThat(written.get(runtime.connect().url() + "/connector-plugins"))
                    .contains("io.cryptodata.sinks.connect.UpsertSinkConnector");
            assertThat(written.sql("SHOW wal_level") + written.sql("SHOW server_encoding")).isEqualTo("logicalUTF8");
            return written.clusterId();
        }
    }

    private static void warmStart(Path data, EmbeddedPorts ports, String clusterId) throws Exception {
        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            assertThat(runtime.endedLeftOvers()).isEmpty();
            runner.start(runtime.parts());
            runner.watch();
            Written written = new Written(runtime);
            assertThat(written.clusterId()).isEqualTo(clusterId);
            written.check();
            assertThat(runtime.children()).containsOnlyKeys("database", "registry");
            refusesASecondInstance(data);
            killAndAwait(runtime, runner, "database");
            assertThat(Await.until(written::registryKnowsItsSchema, MENDING_PATIENCE)).isTrue();
            assertThat(runner.restarts()).as("the registry got over it by itself").containsEntry("registry", 0);
            killAndAwait(runtime, runner, "registry");
            written.check();
            assertThat(runner.lost()).isEmpty();
        }
    }

    private static void refusesASecondInstance(Path data) {
        assertThatThrownBy(() -> TestRuntime.prepared(data, TestRuntime.freePorts()))
                .isInstanceOf(StartException.class).hasMessageContaining("in use by another running instance (process "
                        + ProcessHandle.current().pid() + ")");
    }

    private static void killAndAwait(EmbeddedRuntime runtime, Supervisor runner, String part) {
        Optional<PidFile> before = PidFile.read(runtime.folder().pidFile(part));
        before.flatMap(PidFile::process).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(() -> runner.restarts().getOrDefault(part, 0) == 1, MENDING_PATIENCE)).isTrue();
        assertThat(PidFile.read(runtime.folder().pidFile(part))).isNotEqualTo(before);
    }
}
