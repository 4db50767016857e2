package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Another JVM with the class path of this test, to be killed.
public record ForkedJvm(Process process, BufferedReader output) implements AutoCloseable {

    public static ForkedJvm start(Class<?> main, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Drepository.root=" + System.getProperty("repository.root"), "-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ForkedJvm(process, process.inputReader());
    }

    /// The rest of the first line that starts with the prefix; fails if the JVM exits without it.
    public String awaitLine(String prefix) {
        try {
            StringBuilder printed = new StringBuilder();
            String line = output.readLine();
            while (line != null) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length()).strip();
                }
                printed.append(line).append('\n');
                line = output.readLine();
            }
            throw new AssertionError("the JVM exited without printing " + prefix + ":\n" + printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void killWithWatchers() {
        List<ProcessHandle> watchers = process.children()
                .filter(child -> child.info().command().orElse("").endsWith("sh")).toList();
        watchers.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    public void kill() {
        process.destroyForcibly();
        Await.end(process, Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        kill();
    }
}
