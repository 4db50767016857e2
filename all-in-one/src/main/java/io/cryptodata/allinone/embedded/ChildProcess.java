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
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A child process with a pid file while it runs and a log file; it ends when this process ends.
final class ChildProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final long MAX_LOG_BYTES = 10 << 20;
    private static final int SIGNAL_STATUS = 128;
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final Launch launch;
    private final Process process;
    private final Optional<ParentWatch> watch;

    private ChildProcess(Launch launch, Process process, Optional<ParentWatch> watch) {
        this.launch = launch;
        this.process = process;
        this.watch = watch;
    }

    /// The program and its files.
    ///
    /// @param environment variables that it has besides those of this process
    /// @param stopSignal ends the program in good order
    /// @param killSignal ends it when it ignores the stop signal
    /// @param reason why it ended, from a file of the program other than `log`; empty if there is none
    record Launch(String name, List<String> command, Map<String, String> environment, Path log, Path pidFile,
            Signal stopSignal, Signal killSignal, Supplier<Optional<String>> reason) {
        /// Of a program with the environment of this process that writes to nothing but `log`.
        Launch(String name, List<String> command, Path log, Path pidFile, Signal stopSignal, Signal killSignal) {
            this(name, command, Map.of(), log, pidFile, stopSignal, killSignal, Optional::empty);
        }
    }

    static ChildProcess start(Launch launch) {
        try {
            rotateLog(launch.log());
            ProcessBuilder builder = Programs.builder(Detached.command(launch.command())).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            return recorded(launch, builder.start());
        } catch (IOException failed) {
            throw new StartException("The " + launch.name() + " could not be started: " + failed + ".", failed);
        }
    }

    /// A process without a pid file is ended: a later start could not find it.
    private static ChildProcess recorded(Launch launch, Process process) throws IOException {
        try {
            process.getOutputStream().close();
            PidFile.of(process.toHandle(), launch.stopSignal()).write(launch.pidFile());
            return new ChildProcess(launch, process, ParentWatch.over(process.pid(), launch.stopSignal()));
        } catch (IOException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static void rotateLog(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
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

    /// Why the program does not run, for people; only meaningful when it has exited.
    String exitReason() {
        if (process.isAlive()) {
            return "is still running";
        }
        int status = process.exitValue();
        String cause = status > SIGNAL_STATUS
                ? "was killed by signal " + (status - SIGNAL_STATUS)
                : "exited with status " + status
                        + launch.reason().get().map(reason -> " (\"" + reason + "\")").orElseGet(this::lastLogLine);
        return cause + "; its log is " + launch.log();
    }

    private String lastLogLine() {
        try {
            List<String> lines = Files.readAllLines(launch.log()).stream()
                    .filter(line -> !line.isBlank() && !line.contains("HINT:")).toList();
            return lines.isEmpty() ? "" : " (\"" + lines.getLast().strip() + "\")";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /// Sends the stop signal, after the timeout the kill signal; returns when the program has exited, at the latest ten
    /// seconds after the timeout.
    void stop(Duration timeout) {
        Uninterrupted.run(() -> end(timeout));
        watch.ifPresent(ParentWatch::close);
        deletePidFile();
    }

    private void end(Duration timeout) {
        if (process.isAlive()) {
            launch.stopSignal().send(pid());
        }
        if (!Await.end(process, timeout)) {
            LOG.warn("{} (process {}) did not exit within {}: killing it", launch.name(), pid(), timeout);
            launch.killSignal().send(pid());
            if (!Await.end(process, KILL_TIMEOUT)) {
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
