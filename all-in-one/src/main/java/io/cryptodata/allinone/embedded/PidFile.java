package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/// The identity of a child process, so that a later start finds the same process and never another one with its id.
///
/// @param startedAt the start of the process as reported by the operating system
/// @param stopSignal the signal that stops this process, such as `INT`
record PidFile(long pid, Instant startedAt, Signal stopSignal) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static PidFile of(ProcessHandle process, Signal stopSignal) {
        return new PidFile(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), stopSignal);
    }

    /// Empty if there is no readable pid file.
    static Optional<PidFile> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new PidFile(Long.parseLong(properties.getProperty("pid")),
                    Instant.parse(properties.getProperty("started")),
                    Signal.valueOf(properties.getProperty("stop"))));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started", startedAt.toString());
        properties.setProperty("stop", stopSignal.name());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /// The running process of this file; empty if it has exited, even if another process has its id now.
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedAtTheSameTime);
    }

    private boolean startedAtTheSameTime(ProcessHandle process) {
        return process.info().startInstant()
                .map(started -> Duration.between(started, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }
}
