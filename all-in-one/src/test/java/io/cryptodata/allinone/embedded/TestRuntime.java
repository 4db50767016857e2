package io.cryptodata.allinone.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The runtime of integration tests: free ports, programs unpacked once for all tests.
final class TestRuntime {

    private static final Path MODULE = Path.of(System.getProperty("repository.root"), "all-in-one");

    private TestRuntime() {}

    static EmbeddedConfig config(Path data, EmbeddedPorts ports) {
        return new EmbeddedConfig(data, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(postgresPrograms()), 1 << 20, ports)
                .withConnectPlugins(MODULE.resolveSibling("connect").resolve("target/source-plugins"));
    }

    /// The folder into which all tests unpack PostgreSQL once.
    static Path postgresPrograms() {
        return MODULE.resolve("target/postgres-programs");
    }

    static EmbeddedRuntime prepared(Path data, EmbeddedPorts ports) {
        return EmbeddedRuntime.prepare(config(data, ports), DataFolder.FreeSpace.ofDisk());
    }

    static Supervisor runner() {
        return new Supervisor(event -> System.out.println(event.line()));
    }

    /// An empty folder that is kept after the test, for its logs.
    static Path keptFolder(String name) throws Exception {
        Path folder = MODULE.resolve("target/it").resolve(name);
        Folders.delete(folder);
        return Files.createDirectories(folder);
    }
}
