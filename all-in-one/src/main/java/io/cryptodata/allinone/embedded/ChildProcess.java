package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A program of ours in a process of its own: with a pid file while it runs, a log file, and an end when we end.
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final long LARGEST_LOG_BYTES = 10 << 20;
    private static final int KILLED_BY_SIGNAL = 128;
    private static final Duration LAST_RESORT_PATIENCE = Duration.ofSeconds(10);

    private final Launch launch;
    private final Process process;
    private final Optional<ParentWatch> watch;

    private ChildProcess(Launch launch, Process process, Optional<ParentWatch> watch) {
        this.launch = launch;
        this.process = process;
        this.watch = watch;
    }

    /// What to start and where it leaves its traces.
    ///
    /// @param stopSignal ends the program in good order
    /// @param killSignal ends it when it does not listen
    record Launch(String name, List<String> command, Path log, Path pidFile, Signal stopSignal, Signal killSignal) {}

    static ChildProcess start(Launch launch) {
        try {
            keepLogSmall(launch.log());
            Process process = new ProcessBuilder(Detached.command(launch.command()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
                    .start();
            return known(launch, process);
        } catch (IOException failed) {
            throw new StartException("The " + launch.name() + " could not be started: " + failed + ".", failed);
        }
    }

    /// A process that nobody could find again must not stay.
    private static ChildProcess known(Launch launch, Process process) throws IOException {
        try {
            process.getOutputStream().close();
            PidFile.of(process.toHandle(), launch.stopSignal()).write(launch.pidFile());
            return new ChildProcess(launch, process, ParentWatch.over(process.pid(), launch.stopSignal()));
        } catch (IOException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static void keepLogSmall(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long pid() {
        return process.pid();
    }

    Optional<ProcessHandle> handle() {
        return Optional.of(process.toHandle()).filter(ProcessHandle::isAlive);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Why the program does not run, for people; only meaningful when it has ended.
    String obituary() {
        if (process.isAlive()) {
            return "is still running";
        }
        int status = process.exitValue();
        String cause = status > KILLED_BY_SIGNAL
                ? "was ended by signal " + (status - KILLED_BY_SIGNAL)
                : "ended with status " + status + lastWords();
        return cause + "; its log is " + launch.log();
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(launch.log()).stream()
                    .filter(line -> !line.isBlank() && !line.contains("HINT:")).toList();
            return lines.isEmpty() ? "" : " (\"" + lines.getLast().strip() + "\")";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /// Asks the program to end, then insists; returns when it has ended, or after the patience and ten seconds more.
    void stop(Duration patience) {
        Uninterrupted.run(() -> end(patience));
        watch.ifPresent(ParentWatch::close);
        deletePidFile();
    }

    private void end(Duration patience) {
        if (process.isAlive()) {
            launch.stopSignal().send(pid());
        }
        if (!Await.end(process, patience)) {
            LOG.warn("{} (process {}) did not end within {}: insisting", launch.name(), pid(), patience);
            launch.killSignal().send(pid());
            if (!Await.end(process, LAST_RESORT_PATIENCE)) {
                process.destroyForcibly();
            }
        }
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(launch.pidFile());
        } catch (IOException failed) {
            LOG.warn("cannot delete the pid file {}: {}", launch.pidFile(), failed.getMessage());
        }
    }
}
