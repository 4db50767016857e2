package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The signals that stop parts. Java itself sends only TERM and KILL; PostgreSQL disconnects its clients on INT.
enum Signal {
    TERM, INT, QUIT, KILL;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /// Whether the signal was delivered; false if the process has exited or belongs to another user.
    boolean send(long pid) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", "-" + name(), Long.toString(pid)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Await.end(kill, TIMEOUT) && kill.exitValue() == 0;
        } catch (IOException noKillCommand) {
            return ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
        }
    }
}
