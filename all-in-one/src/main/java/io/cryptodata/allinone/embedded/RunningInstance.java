package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The instance that owns a state folder, as another process sees it.
///
/// @param process its id; empty where none runs
public record RunningInstance(Optional<Long> process) {
    /// file systems and processes are not stamped by the same clock
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// Reads the folder's lock without taking it. A process that started after the lock was written has only the same id.
    public static RunningInstance in(Path dataFolder) {
        Path lock = dataFolder.resolve("run").resolve("lock");
        try {
            String id = Files.readString(lock).strip();
            Instant written = Files.getLastModifiedTime(lock).toInstant();
            return new RunningInstance(id.matches("[0-9]{1,18}")
                    ? ProcessHandle.of(Long.parseLong(id)).filter(ProcessHandle::isAlive)
                            .filter(owner -> startedBefore(owner, written)).map(ProcessHandle::pid)
                    : Optional.empty());
        } catch (NoSuchFileException none) {
            return new RunningInstance(Optional.empty());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + lock, unreadable);
        }
    }

    private static boolean startedBefore(ProcessHandle owner, Instant written) {
        return owner.info().startInstant().map(start -> !start.isAfter(written.plus(TOLERANCE))).orElse(true);
    }
}
