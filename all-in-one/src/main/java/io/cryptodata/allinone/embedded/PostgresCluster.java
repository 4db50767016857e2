package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a PostgreSQL cluster: made once and completely, and free of a dead server's lock.
///
/// @param data the folder that `initdb` makes
record PostgresCluster(Path data) {

    private static final Duration INIT_PATIENCE = Duration.ofMinutes(2);

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /// Makes the cluster beside its place and moves it there when it is complete.
    void create(PostgresFiles programs, OrdinaryUser user, Path log) {
        Path partial = data.resolveSibling(data.getFileName() + ".partial");
        try {
            Folders.delete(partial);
            List<String> command = user.command(List.of(programs.program("initdb"), "-D", partial.toString(),
                    "-U", DatabaseConfig.USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--data-checksums"));
            Process initdb = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            Optional<ParentWatch> watch = ParentWatch.over(initdb.pid(), Signal.TERM);
            boolean ended = Await.end(initdb, INIT_PATIENCE);
            watch.ifPresent(ParentWatch::close);
            if (!ended || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new StartException("PostgreSQL could not make its files in " + data + "; the reason is in " + log
                        + ".");
            }
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StartException("PostgreSQL could not make its files in " + data + ": " + failed.getMessage()
                    + ".", failed);
        }
    }

    /// The server that runs on this cluster, whoever started it: its number is in `postmaster.pid`, and it must also
    /// be a PostgreSQL that names this folder.
    Optional<ProcessHandle> server() {
        return serverNumber().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::servesThis);
    }

    /// Removes the lock of a server that is no more; the number in it may belong to a stranger by now.
    void removeStaleLock() {
        try {
            if (server().isEmpty()) {
                Files.deleteIfExists(lock());
            }
        } catch (IOException failed) {
            throw new StartException("The left-over lock " + lock() + " cannot be removed: " + failed.getMessage()
                    + ".", failed);
        }
    }

    private Path lock() {
        return data.resolve("postmaster.pid");
    }

    private Optional<Long> serverNumber() {
        try (Stream<String> lines = Files.lines(lock())) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip()));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private boolean servesThis(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }
}
