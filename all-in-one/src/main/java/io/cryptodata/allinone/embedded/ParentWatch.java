package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends a child process when this JVM exits for any reason: a shell reads from a pipe that closes with the JVM. Without a
/// POSIX shell the next start ends the orphan instead.
final class ParentWatch implements AutoCloseable {

    private static final String RELEASE = "release";
    private static final String SCRIPT = "trap '' INT HUP TERM; read -r word; [ \"$word\" = " + RELEASE
            + " ] || kill -\"$1\" \"$2\"";

    private final Process shell;

    private ParentWatch(Process shell) {
        this.shell = shell;
    }

    static Optional<ParentWatch> over(long pid, Signal stopSignal) {
        List<String> command = Detached.command(
                List.of("sh", "-c", SCRIPT, "cryptodata-watch", stopSignal.name(), Long.toString(pid)));
        try {
            return Optional.of(new ParentWatch(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException noShell) {
            return Optional.empty();
        }
    }

    /// Ends the watch after the child has exited.
    @Override
    public void close() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write((RELEASE + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException alreadyGone) {
            shell.destroyForcibly();
        }
        if (!Await.end(shell, Duration.ofSeconds(2))) {
            shell.destroyForcibly();
        }
    }
}
