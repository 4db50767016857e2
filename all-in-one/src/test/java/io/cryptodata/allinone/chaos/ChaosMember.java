package io.cryptodata.allinone.chaos;

import io.cryptodata.allinone.ingest.AcceleratedClock;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A separate producer process that can be killed and paused, and whose clock can be set.
///
/// @param name of the member in its group
record ChaosMember(String name, Process process, Path log) implements AutoCloseable {
    /// The time that the clock of the process shows at first; the machine's by default.
    static final String CLOCK = "CLOCK";
    private static final Duration SIGNAL_TIMEOUT = Duration.ofMinutes(1);

    /// Runs producers in this process until standard input ends. Each line of it is an offset of the clock, as ISO-8601.
    ///
    /// @param arguments settings as `NAME=value`
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String start = settings.remove(CLOCK);
        AcceleratedClock clock = start == null ? new AcceleratedClock() : new AcceleratedClock(Instant.parse(start));
        try (ProducersApp app = new ProducersApp(ProducersConfig.from(settings), new SimpleMeterRegistry(), clock,
                InstantSource.system());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            app.start();
            lines.lines().map(Duration::parse).forEach(clock::setOffset);
        }
        System.exit(0);
    }

    /// @param log receives standard output and standard error
    static ChaosMember start(String name, Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-cp", classPath(), ChaosMember.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        try {
            return new ChaosMember(name, new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start(), log);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start another producer process", e);
        }
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the producer process " + name + " has exited, see " + log);
        }
    }

    /// Sets the clock of the process forward or back.
    void setClock(Duration offset) {
        try {
            Writer input = process.outputWriter();
            input.write(offset + "\n");
            input.flush();
        } catch (IOException e) {
            throw new IllegalStateException("cannot set the clock of " + name, e);
        }
    }

    /// Stops the process as it is, until it is resumed.
    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
            if (!kill.waitFor(SIGNAL_TIMEOUT) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + signal + " failed for " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        } catch (IOException e) {
            throw new IllegalStateException("cannot signal " + name, e);
        }
    }

    /// Kills the process as `kill -9` does.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
