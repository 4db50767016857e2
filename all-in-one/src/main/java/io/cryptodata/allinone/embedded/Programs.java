package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How programs of other projects are started.
final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final String LOCALE = "C.UTF-8";

    private Programs() {}

    /// Runs a program to its end; it ends when this process does.
    ///
    /// @param input what it reads
    /// @param log receives what it prints; replaced
    /// @return whether it exited with status 0 in time
    static boolean succeeds(List<String> command, String input, Path log, Duration timeout) throws IOException {
        Process process = builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Optional<ParentWatch> watch = ParentWatch.over(process.pid(), Signal.TERM);
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            LOG.debug("{} ended before it read its input", command.getFirst(), ended);
        }
        boolean succeeded = Await.end(process, timeout) && process.exitValue() == 0;
        process.destroyForcibly();
        watch.ifPresent(ParentWatch::close);
        return succeeded;
    }

    /// A builder whose program has UTF-8 paths and messages, and no language, whatever the locale of this process.
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("LANGUAGE");
        builder.environment().put("LC_ALL", LOCALE);
        return builder;
    }
}
