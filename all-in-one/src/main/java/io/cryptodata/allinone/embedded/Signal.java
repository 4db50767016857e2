package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The signals that parts are ended with. Java itself sends only TERM and KILL; PostgreSQL ends its clients on INT.
enum Signal {
    TERM, INT, QUIT, KILL;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Whether the signal was delivered; false when the process is gone or is not ours.
    boolean send(long pid) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", "-" + name(), Long.toString(pid)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Await.end(kill, PATIENCE) && kill.exitValue() == 0;
        } catch (IOException noKillCommand) {
            return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
        }
    }
}
