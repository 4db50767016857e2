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

/// The files of a PostgreSQL cluster: created once and completely, without a stale lock.
///
/// @param data the folder that `initdb` creates
record PostgresCluster(Path data) {

    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /// Creates the cluster in a folder beside its own and moves it there when it is complete.
    void create(PostgresFiles programs, OrdinaryUser user, Path log) {
        Path partial = data.resolveSibling(data.getFileName() + ".partial");
        try {
            Folders.delete(partial);
            List<String> command = user.command(List.of(programs.program("initdb"), "-D", partial.toString(),
                    "-U", DatabaseConfig.USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--data-checksums"));
            Process initdb = Programs.builder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            Optional<ParentWatch> watch = ParentWatch.over(initdb.pid(), Signal.TERM);
            boolean ended = Await.end(initdb, INIT_TIMEOUT);
            watch.ifPresent(ParentWatch::close);
            if (!ended || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new StartException(
                        "PostgreSQL could not create its files in " + data + "; the reason is in " + log
                                + ".");
            }
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StartException("PostgreSQL could not create its files in " + data + ": " + failed.getMessage()
                    + ".", failed);
        }
    }

    /// The server that runs on this cluster: its process id is in `postmaster.pid`, and its arguments name this folder.
    Optional<ProcessHandle> server() {
        return serverId().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::servesThis);
    }

    /// Removes the lock of a server that has exited; its id may belong to another process now.
    void removeStaleLock() {
        try {
            if (server().isEmpty()) {
                Files.deleteIfExists(lock());
            }
        } catch (IOException failed) {
            throw new StartException("The stale lock " + lock() + " cannot be removed: " + failed.getMessage()
                    + ".", failed);
        }
    }

    private Path lock() {
        return data.resolve("postmaster.pid");
    }

    private Optional<Long> serverId() {
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
