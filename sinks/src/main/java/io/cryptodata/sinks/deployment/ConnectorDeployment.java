package io.cryptodata.sinks.deployment;

import io.cryptodata.service.lifecycle.SetupException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings connectors onto the Connect cluster and waits until they run. Doing it again changes nothing: a connector that
/// is told what it knows already is left alone.
final class ConnectorDeployment {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ConnectApi connect;
    private final String url;
    private final Duration patience;

    /// @param patience for all connectors together
    ConnectorDeployment(ConnectApi connect, String url, Duration patience) {
        this.connect = connect;
        this.url = url;
        this.patience = patience;
    }

    /// An attempt that may have to be repeated.
    @FunctionalInterface
    private interface Attempt {
        /// @return empty when done, otherwise what is still missing
        Optional<String> tried() throws IOException;
    }

    /// Deploys all and waits until all run.
    ///
    /// @throws SetupException in one sentence, if Connect is away, refuses, or a connector does not come to run
    void deploy(List<ConnectorConfig> connectors) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (ConnectorConfig connector : connectors) {
            until(deadline, () -> {
                putIfDifferent(connector);
                return Optional.empty();
            });
        }
        for (ConnectorConfig connector : connectors) {
            until(deadline, () -> missingToRun(connector.name()));
        }
    }

    /// Tells Connect about the connector unless it knows exactly that already, because telling restarts the tasks.
    void putIfDifferent(ConnectorConfig connector) throws IOException {
        Optional<Map<String, String>> known = connect.settings(connector.name());
        if (known.isEmpty() || !known.get().equals(connector.settings())) {
            connect.put(connector);
        }
    }

    private Optional<String> missingToRun(String connector) throws IOException {
        Optional<ConnectorStatus> status = connect.status(connector);
        if (status.isPresent() && status.get().hasFailed()) {
            connect.restartFailed(connector);
        }
        if (status.isPresent() && status.get().isStopped()) {
            connect.resume(connector); // what was mended when the last process ended
        }
        return status.isPresent() && status.get().isRunning()
                ? Optional.empty()
                : Optional.of("connector " + connector + " is not running: "
                        + status.map(ConnectorStatus::summary).orElse("no worker has started it"));
    }

    private void until(long deadline, Attempt attempt) {
        while (true) {
            String missing;
            try {
                Optional<String> left = attempt.tried();
                if (left.isEmpty()) {
                    return;
                }
                missing = left.get();
            } catch (ConnectApi.RefusedException e) {
                if (e.isFinal()) {
                    throw new SetupException("Connect at " + url + " refuses: " + e.getMessage(), e);
                }
                missing = e.getMessage() == null ? "Connect is not ready" : e.getMessage();
            } catch (IOException e) {
                missing = "Connect does not answer (" + e + ")";
            }
            if (System.nanoTime() >= deadline) {
                throw new SetupException("the sinks did not run within %d seconds on Connect at %s; %s"
                        .formatted(patience.toSeconds(), url, missing));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while waiting for the connectors", e);
        }
    }
}
