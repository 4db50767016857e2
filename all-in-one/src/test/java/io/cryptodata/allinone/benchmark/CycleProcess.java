package io.cryptodata.allinone.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JVM that takes part in a measured cycle, with the class path of this one.
final class CycleProcess implements AutoCloseable {
    private static final int EXIT_TIMEOUT_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;

    private CycleProcess(Process process) {
        this.process = process;
        // the child must not outlive this process
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /// @param options of the JVM
    /// @param log receives standard error
    static CycleProcess start(List<String> options, Class<?> main, List<String> arguments,
            Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=UTC", "-Dcda.home=" + BenchmarkCycle.ROOT, "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new CycleProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main.getSimpleName(), e);
        }
    }

    /// The JVM options with which `./cda` starts a verb.
    static List<String> optionsOf(String verb) {
        Pattern line = Pattern
                .compile("(?m)^\\s*(?:[\\w |-]+\\| )?" + verb + "(?: \\|[\\w |-]+)?\\) sizing=\"([^\"]+)\"");
        try {
            Matcher found = line.matcher(Files.readString(BenchmarkCycle.ROOT.resolve("cda")));
            if (!found.find()) {
                throw new IllegalStateException("the script cda has no JVM options for " + verb);
            }
            return List.of(found.group(1).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a request line and waits for the response line.
    synchronized String request(String line) {
        input.println(line);
        return next();
    }

    /// The next line of standard output.
    synchronized String next() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the process has exited: " + process.info());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process has exited with status " + process.exitValue());
        }
    }

    /// A memory figure in megabytes, for example `VmRSS`; empty where the system does not provide it.
    Optional<Long> megabytes(String figure) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith(figure + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
