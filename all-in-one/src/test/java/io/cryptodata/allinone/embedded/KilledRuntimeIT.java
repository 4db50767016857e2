package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// A sudden end of the whole runtime, with nobody left to end its children.
class KilledRuntimeIT {

    @Test
    void the_next_start_ends_what_a_killed_instance_left_running_and_finds_all_data() throws Exception {
        Path data = TestRuntime.keptFolder("killed");
        EmbeddedPorts ports = TestRuntime.freePorts();
        String clusterId = runAndKill(data, ports);
        List<ProcessHandle> leftOvers = children(data);
        assertThat(leftOvers).as("children that survived").hasSize(2);

        try (EmbeddedRuntime runtime = TestRuntime.prepared(data, ports); Supervisor runner = TestRuntime.runner()) {
            assertThat(runtime.endedLeftOvers()).hasSize(2);
            assertThat(leftOvers).noneMatch(ProcessHandle::isAlive);
            runner.start(runtime.parts());
            Written written = new Written(runtime);
            assertThat(written.clusterId()).isEqualTo(clusterId);
            written.check();
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
            forked.killWithItsWatchers();
            return clusterId;
        }
    }

    private static List<ProcessHandle> children(Path data) {
        return Stream.of("registry", "database").map(part -> data.resolve("run").resolve(part + ".pid"))
                .map(PidFile::read).flatMap(Optional::stream).map(PidFile::process).flatMap(Optional::stream).toList();
    }
}
