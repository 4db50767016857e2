package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Children of an instance that ended without stopping them. Whoever holds the data folder's lock may end them:
/// nobody else can still want them.
public final class OrphanProcesses {

    private static final Duration ORDERLY = Duration.ofSeconds(30);
    private static final Duration LAST_RESORT = Duration.ofSeconds(10);

    private OrphanProcesses() {}

    /// Ends every child that an earlier instance left running in this folder, and nobody else.
    ///
    /// @return what was ended, one phrase each, such as `registry (process 4711)`
    /// @throws StartException when one of them does not end
    public static List<String> end(DataFolder folder) {
        List<String> ended = new ArrayList<>();
        for (Path file : pidFiles(folder)) {
            String part = file.getFileName().toString().replace(".pid", "");
            PidFile.read(file).ifPresent(known -> known.process()
                    .ifPresent(process -> ended.add(end(part, process, known.stopSignal()))));
            forget(file);
        }
        for (Path home : folder.allPostgres()) {
            new PostgresCluster(DatabaseConfig.clusterIn(home)).server()
                    .ifPresent(process -> ended.add(end("database", process, Signal.INT)));
        }
        return List.copyOf(ended);
    }

    private static List<Path> pidFiles(DataFolder folder) {
        try (Stream<Path> files = Files.list(folder.run())) {
            // the registry before its database: names are in that order backwards
            return files.filter(file -> file.toString().endsWith(".pid")).sorted((a, b) -> b.compareTo(a)).toList();
        } catch (IOException failed) {
            throw new StartException("The folder " + folder.run() + " cannot be read: " + failed.getMessage() + ".",
                    failed);
        }
    }

    private static String end(String part, ProcessHandle process, Signal stopSignal) {
        Signal insisting = stopSignal == Signal.INT ? Signal.QUIT : Signal.KILL;
        stopSignal.send(process.pid());
        if (!Await.until(() -> !process.isAlive(), ORDERLY)) {
            insisting.send(process.pid());
            if (!Await.until(() -> !process.isAlive(), LAST_RESORT)) {
                throw new StartException("The " + part + " of an earlier run is still running as process "
                        + process.pid() + " and does not end: end it by hand (kill -9 " + process.pid() + ").");
            }
        }
        return part + " (process " + process.pid() + ")";
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new StartException("The left-over pid file " + file + " cannot be deleted: " + failed.getMessage()
                    + ".", failed);
        }
    }
}
