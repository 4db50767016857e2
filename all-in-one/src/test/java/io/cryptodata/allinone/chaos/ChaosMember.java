package io.cryptodata.allinone.chaos;

import io.cryptodata.allinone.ingest.AcceleratedClock;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A separate producer process that can be killed.
final class ChaosMember implements AutoCloseable {
    private final Process process;

    private ChaosMember(Process process) {
        this.process = process;
    }

    /// Runs producers in this process until it is killed.
    ///
    /// @param arguments settings as `NAME=value`
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        ProducersApp app = AcceleratedClock.producers(ProducersConfig.from(settings), new SimpleMeterRegistry());
        app.start();
        new CountDownLatch(1).await();
    }

    /// @param log receives standard output and standard error
    static ChaosMember start(Map<String, String> settings, Path log) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-cp", classPath, ChaosMember.class.getName()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        File file = log.toFile();
        try {
            return new ChaosMember(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(file)).start());
        } catch (IOException e) {
            throw new IllegalStateException("cannot start another producer process", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Kills the process as `kill -9` does.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
