package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole runtime is killed together with the process that watches its children.
class KilledRuntimeIT {

    @Test
    void the_next_start_stops_orphaned_processes_of_a_killed_instance_and_finds_all_data() throws Exception {
        Path data = TestRuntime.keptFolder("killed");
        EmbeddedPorts ports = EmbeddedPorts.free();
        String clusterId = runAndKill(data, ports);
        List<ProcessHandle> leftOvers = children(data);
        assertThat(leftOvers).as("children that survived").hasSize(2);

        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            assertThat(runtime.endedOrphans()).hasSize(2);
            assertThat(leftOvers).noneMatch(ProcessHandle::isAlive);
            runner.start(runtime.parts());
            StoredData stored = new StoredData(runtime);
            assertThat(stored.clusterId()).isEqualTo(clusterId);
            stored.check();
        }
        assertThat(children(data)).isEmpty();
    }

    private static String runAndKill(Path data, EmbeddedPorts ports) throws Exception {
        String[] arguments = Stream.concat(Stream.of(data.toString()),
                Stream.of(ports.kafka(), ports.registry(), ports.connect(), ports.database())
                        .map(port -> Integer.toString(port.number())))
                .toArray(String[]::new);
        try (ForkedJvm forked = ForkedJvm.start(RuntimeMain.class, arguments)) {
            String clusterId = forked.awaitLine("ready ");
            forked.killWithWatchers();
            return clusterId;
        }
    }

    private static List<ProcessHandle> children(Path data) {
        return Stream.of("registry", "database").map(part -> data.resolve("run").resolve(part + ".pid"))
                .map(PidFile::read).flatMap(Optional::stream).map(PidFile::process).flatMap(Optional::stream).toList();
    }
}
