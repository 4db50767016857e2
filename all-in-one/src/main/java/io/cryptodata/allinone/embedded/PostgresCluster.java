package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a PostgreSQL cluster: created once and completely, without a stale lock.
///
/// @param data the folder that `initdb` creates
record PostgresCluster(Path data) {

    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);
    /// has no password, so that nobody can log in as it
    private static final String SUPERUSER = "postgres";
    private static final String ACCESS_RULES = """
            # Written at every start. Every login needs the password of its role; there is no socket.
            host  all  all  127.0.0.1/32  scram-sha-256
            """;

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /// Creates the cluster in a folder beside its own and moves it there when it is complete.
    void create(PostgresFiles programs, OrdinaryUser user, Path log) {
        Path partial = data.resolveSibling(data.getFileName() + ".partial");
        try {
            Folders.delete(partial);
            List<String> command = user.command(List.of(programs.program("initdb"), "-D", partial.toString(),
                    "-U", SUPERUSER, "-A", "reject", "-E", "UTF8", "--locale=C", "--data-checksums"));
            if (!Programs.succeeds(command, "", log, INIT_TIMEOUT)) {
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

    /// Writes the access rules: a login needs the password of its role. Replaces those of an earlier release, which trusted
    /// every account of this machine.
    void writeAccessRules(OrdinaryUser user) {
        Path rules = data.resolve("pg_hba.conf");
        Path partial = data.resolve("pg_hba.conf.partial");
        try {
            if (!ACCESS_RULES.equals(Files.readString(rules))) {
                Files.writeString(partial, ACCESS_RULES);
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-------"));
                user.handOver(partial);
                Files.move(partial, rules, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new StartException("PostgreSQL's access rules " + rules + " cannot be written: "
                    + failed.getMessage() + ".", failed);
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
