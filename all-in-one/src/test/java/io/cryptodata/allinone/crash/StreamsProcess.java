package io.cryptodata.allinone.crash;

import io.cryptodata.streams.StreamsMain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A streams process that is killed as by `kill -9` or stopped, and started again with the same state folder.
public final class StreamsProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Start start;
    private Process process;

    /// How a process is started.
    ///
    /// @param command before the command of the process itself; may be empty
    /// @param settings of the process
    record Start(List<String> command, Map<String, String> settings) {}

    /// @param folder state and log of the process
    public StreamsProcess(Path folder, Map<String, String> settings) {
        this(folder, new Start(List.of(), settings));
    }

    StreamsProcess(Path folder, Start start) {
        this.folder = folder;
        this.start = start;
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

    /// What `/ready` responds; empty if it does not.
    String health() {
        URI ready = URI.create("http://127.0.0.1:" + start.settings().get("STREAMS_HTTP_PORT") + "/ready");
        try {
            return HTTP.send(HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// The time on a processor since the start.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
        List<String> command = new ArrayList<>(start.command());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StreamsMain.class.getName(), "--data", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.log").toFile()));
        builder.environment().putAll(start.settings());
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
