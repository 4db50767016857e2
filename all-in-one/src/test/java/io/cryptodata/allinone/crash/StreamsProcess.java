package io.cryptodata.allinone.crash;

import io.cryptodata.streams.StreamsMain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A streams process that is killed as by `kill -9` or stopped, and started again with the same state folder.
public final class StreamsProcess implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> settings;
    private Process process;

    /// @param folder state and log of the process
    public StreamsProcess(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        this.process = started();
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Ends the process as an operator does, with time to leave the group.
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    public void restart() {
        process = started();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public Path folder() {
        return folder;
    }

    /// The resident memory of the process.
    ///
    /// @return in mebibytes; 0 where the operating system does not show it
    public long residentMebibytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.of()) {
            return lines.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process started() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StreamsMain.class.getName(), "--data", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.log").toFile()));
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
