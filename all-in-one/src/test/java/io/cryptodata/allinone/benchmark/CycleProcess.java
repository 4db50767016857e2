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

/// Another JVM of a measured cycle, with the class path of this one.
final class CycleProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;

    private CycleProcess(Process process) {
        this.process = process;
        // whatever happens to this process, that one does not outlive it
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /// @param options of the JVM
    /// @param log where it writes what goes wrong
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

    /// The options with which `./cda` starts a verb.
    static List<String> optionsOf(String verb) {
        Pattern line = Pattern
                .compile("(?m)^\\s*(?:[\\w |-]+\\| )?" + verb + "(?: \\|[\\w |-]+)?\\) sizing=\"([^\"]+)\"");
        try {
            Matcher found = line.matcher(Files.readString(BenchmarkCycle.ROOT.resolve("cda")));
            if (!found.find()) {
                throw new IllegalStateException("the script cda does not say with which options it starts " + verb);
            }
            return List.of(found.group(1).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says a line and waits for the line that answers it.
    synchronized String ask(String line) {
        input.println(line);
        return next();
    }

    /// The next line that it says.
    synchronized String next() {
        try {
            String answer = output.readLine();
            if (answer == null) {
                throw new IllegalStateException("the process has ended: " + process.info());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process has ended by itself with " + process.exitValue());
        }
    }

    /// A figure of its memory in megabytes, for example `VmRSS`; empty where the system does not tell.
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
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
