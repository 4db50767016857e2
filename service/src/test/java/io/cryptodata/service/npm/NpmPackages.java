package io.cryptodata.service.npm;

import io.cryptodata.service.retry.Await;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Packages of npm, for tests that run a client in Node.js. A test is skipped, with the reason on standard output, where there is
/// no `node` or `npm`, or where npm cannot reach the packages.
///
/// @param folder in which `node` finds them: the folder of the script, or one above it
public record NpmPackages(Path folder) {
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration VERSION_TIMEOUT = Duration.ofMinutes(1);
    /// npm's codes of a package, a version or a usage that does not exist: another machine would not help
    private static final List<String> MISTAKES = List.of("code ETARGET", "code EINVALIDTAGNAME", "code EUSAGE");

    /// Installs packages, without running their scripts, unless the folder has them.
    ///
    /// @param folder below a module's `target`
    /// @param packages each with its exact version, `kafkajs@2.2.4`
    /// @throws TestAbortedException where they cannot be had
    public static NpmPackages installed(Path folder, String... packages) {
        require("node");
        require("npm");
        Path installed = folder.toAbsolutePath().resolve(".installed");
        String wanted = String.join("\n", packages);
        try {
            if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
                install(folder.toAbsolutePath(), packages);
                Files.writeString(installed, wanted);
            }
            return new NpmPackages(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a script into the folder and starts it. Standard output and standard error are one stream.
    public Process start(String fileName, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(fileName), script);
        return new ProcessBuilder("node", file.toString()).directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private static void install(Path folder, String... packages) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
        List<String> command = new ArrayList<>(List.of("npm", "install", "--save-exact", "--ignore-scripts",
                "--no-audit",
                "--no-fund", "--no-update-notifier", "--fetch-retries=1", "--fetch-timeout=30000", "--loglevel=error"));
        command.addAll(List.of(packages));
        Path log = folder.resolve("install.log");
        Process npm = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        if (!Await.end(npm, INSTALL_TIMEOUT)) {
            npm.destroyForcibly();
            throw skipped("npm install took longer than " + INSTALL_TIMEOUT.toSeconds() + " s");
        }
        if (npm.exitValue() != 0) {
            String printed = Files.readString(log).strip();
            if (MISTAKES.stream().anyMatch(printed::contains)) {
                throw new AssertionError("npm cannot install " + List.of(packages) + ": " + printed);
            }
            throw skipped("npm cannot install " + List.of(packages) + ": "
                    + printed.lines().limit(2).collect(Collectors.joining(" ")));
        }
    }

    private static void require(String program) {
        try {
            Process version = new ProcessBuilder(program, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!Await.end(version, VERSION_TIMEOUT) || version.exitValue() != 0) {
                version.destroyForcibly();
                throw skipped(program + " --version fails");
            }
        } catch (IOException e) {
            throw skipped("there is no " + program + " on the PATH");
        }
    }

    private static TestAbortedException skipped(String reason) {
        System.out.println("Skipped: " + reason);
        return new TestAbortedException(reason);
    }
}
