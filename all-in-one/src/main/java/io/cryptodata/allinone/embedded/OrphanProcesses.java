package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Child processes of an instance that ended without stopping them. The holder of the data folder's lock may end them.
public final class OrphanProcesses {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private OrphanProcesses() {}

    /// Ends every child process that an earlier instance left running in this folder, and no other.
    ///
    /// @return the ended processes, one phrase each, such as `registry (process 4711)`
    /// @throws StartException if one of them does not exit
    public static List<String> end(DataFolder folder) {
        List<String> ended = new ArrayList<>();
        for (Path file : pidFiles(folder)) {
            String part = file.getFileName().toString().replace(".pid", "");
            PidFile.read(file).ifPresent(recorded -> recorded.process()
                    .ifPresent(process -> ended.add(end(part, process, recorded.stopSignal()))));
            delete(file);
        }
        for (Path home : folder.allPostgres()) {
            new PostgresCluster(DatabaseConfig.clusterIn(home)).server()
                    .ifPresent(process -> ended.add(end("database", process, Signal.INT)));
        }
        return List.copyOf(ended);
    }

    private static List<Path> pidFiles(DataFolder folder) {
        try (Stream<Path> files = Files.list(folder.run())) {
            // the registry before its database: the reverse order of their names
            return files.filter(file -> file.toString().endsWith(".pid")).sorted((a, b) -> b.compareTo(a)).toList();
        } catch (IOException failed) {
            throw new StartException("The folder " + folder.run() + " cannot be read: " + failed.getMessage() + ".",
                    failed);
        }
    }

    private static String end(String part, ProcessHandle process, Signal stopSignal) {
        Signal kill = stopSignal == Signal.INT ? Signal.QUIT : Signal.KILL;
        stopSignal.send(process.pid());
        if (!Await.until(() -> !process.isAlive(), STOP_TIMEOUT)) {
            kill.send(process.pid());
            if (!Await.until(() -> !process.isAlive(), KILL_TIMEOUT)) {
                throw new StartException("The " + part + " of an earlier run is still running as process "
                        + process.pid() + " and does not exit: kill it (kill -9 " + process.pid() + ").");
            }
        }
        return part + " (process " + process.pid() + ")";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new StartException("The stale pid file " + file + " cannot be deleted: " + failed.getMessage()
                    + ".", failed);
        }
    }
}
