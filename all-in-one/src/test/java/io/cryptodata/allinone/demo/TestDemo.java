package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A demo for integration tests: free ports, a separate folder, and its output.
final class TestDemo {
    private static final Path MODULE = Path.of(System.getProperty("repository.root", ".."), "all-in-one");

    final Path data;
    final DemoOptions.Ports ports;
    final List<String> output = new ArrayList<>();

    private TestDemo(Path data) {
        this.data = data;
        List<Integer> free = LocalPort.free(6);
        this.ports = new DemoOptions.Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4),
                free.get(5));
    }

    /// In an empty folder that is kept after the test.
    static TestDemo in(String name) throws IOException {
        System.setProperty("cda.home", System.getProperty("repository.root", ".."));
        Path data = MODULE.resolve("target/it").resolve(name);
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(data);
        Path programs = MODULE.resolve("target/postgres-programs").toAbsolutePath();
        if (Files.isExecutable(programs.resolve("bin/postgres"))) {
            Files.createSymbolicLink(data.resolve("postgres-programs"), programs);
        }
        return new TestDemo(data);
    }

    DemoRun replayOnce(Path replay) {
        return DemoRun.prepare(options(replay, true, 1), output::add);
    }

    DemoRun seeded(double hoursPerSecond) {
        return DemoRun.prepare(options(null, false, hoursPerSecond), output::add);
    }

    /// A seeded market at the usual speed.
    DemoOptions seeded() {
        return options(null, false, 0.5);
    }

    DemoOptions options(@Nullable Path replay, boolean once, double hoursPerSecond) {
        return new DemoOptions(data, replay, once, hoursPerSecond, 5, 7, ports, HttpConfig.onLoopback(0),
                new DiskLimits(1 << 20, 1 << 20), ApiConfig.from(Map.of()));
    }

    /// Number of rows of a table, in any process; -1 while the database is unavailable.
    long rowsIn(String table) {
        DatabaseAccess database = new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + ports.database() + "/cryptodata",
                DatabaseRole.READER.sqlName(), DatabasePasswords.find(data, DatabaseRole.READER).orElse(""));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return found.next() ? found.getLong(1) : -1;
        } catch (SQLException e) {
            return -1;
        }
    }

    /// The arguments of the same run on the command line.
    List<String> arguments(Path replay) {
        return List.of("demo", "--data", data.toString(), "--replay", replay.toString(), "--kafka-port",
                Integer.toString(ports.kafka()), "--registry-port", Integer.toString(ports.registry()),
                "--connect-port", Integer.toString(ports.connect()), "--database-port",
                Integer.toString(ports.database()), "--simulator-port", Integer.toString(ports.simulator()),
                "--api-port", Integer.toString(ports.api()),
                "--min-free-disk", "0.01");
    }
}
