package io.cryptodata.sinks.database;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A PostgreSQL with TimescaleDB's Apache edition, from Debian's packages: those of the machine, or those of a Debian
/// tree in a folder, which only root can start.
final class ApacheServer {
    private static final String BIN = "/usr/lib/postgresql/17/bin/";
    private static final String LIBRARY = "usr/lib/postgresql/17/lib/timescaledb.so";
    private static final Duration START = Duration.ofMinutes(2);

    private ApacheServer() {}

    /// @return a database of it; empty if the packages are not there
    static Optional<DatabaseAccess> start() {
        return List.of(Path.of("/"), Path.of(System.getProperty("user.home"), ".cache", "cda", "timescaledb")).stream()
                .filter(root -> Files.isRegularFile(root.resolve(LIBRARY)))
                .findFirst()
                .map(ApacheServer::startIn);
    }

    private static DatabaseAccess startIn(Path root) {
        try {
            int port = freePort();
            String folder = "/tmp/cda-test-" + ProcessHandle.current().pid();
            // as the account postgres, which the server demands
            run(root, "root", List.of("/usr/bin/install", "-d", "-o", "postgres", folder));
            run(root, "postgres", List.of(BIN + "initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust",
                    "--locale=C", "-E", "UTF8", "--no-sync"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(root, folder)));
            run(root, "postgres", List.of(BIN + "pg_ctl", "-D", folder + "/data", "-l", folder + "/log", "-W", "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                            + " -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off"
                            + " -c max_worker_processes=32 -c wal_level=logical -c fsync=off"
                            + " -c dynamic_shared_memory_type=mmap",
                    "start"));
            DatabaseAccess server = new DatabaseAccess("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                    "postgres", "");
            Optional<String> notReady = Await.notReadyWithin(() -> problemWith(server), START);
            if (notReady.isPresent()) {
                throw new IllegalStateException(notReady.get());
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> problemWith(DatabaseAccess server) {
        try (Connection connection = server.connect()) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("TimescaleDB's Apache edition does not start: " + e.getMessage());
        }
    }

    /// Does not wait until the files of all databases are deleted, which takes longer than surefire waits for its process.
    private static void stop(Path root, String folder) {
        try {
            run(root, "postgres", List.of(BIN + "pg_ctl", "-D", folder + "/data", "-m", "immediate", "stop"));
            new ProcessBuilder(in(root, "root", List.of("/bin/rm", "-rf", folder))).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path root, String account, List<String> command) throws IOException {
        List<String> full = in(root, account, command);
        Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", full) + ": " + output.strip());
        }
    }

    private static List<String> in(Path root, String account, List<String> command) {
        List<String> full = new ArrayList<>(List.of("chroot", "--userspec=" + account, root.toString()));
        full.addAll(command);
        return full;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
