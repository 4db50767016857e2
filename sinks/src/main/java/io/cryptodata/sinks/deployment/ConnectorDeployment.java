package io.cryptodata.sinks.deployment;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Deploys connectors to the Connect cluster and waits until they run. Repeating it changes nothing: a connector whose
/// settings are equal is left alone.
public final class ConnectorDeployment {
    private final ConnectApi connect;
    private final String url;
    private final Duration timeout;

    /// @param url of Connect, for messages
    /// @param timeout for all connectors together
    public ConnectorDeployment(ConnectApi connect, String url, Duration timeout) {
        this.connect = connect;
        this.url = url;
        this.timeout = timeout;
    }

    /// Deploys all connectors and waits until all run.
    ///
    /// @param cancelled ends the wait with a SetupException
    /// @throws SetupException in one sentence, if Connect is unavailable or rejects a connector, or a connector does not run
    /// in time
    public void deploy(List<ConnectorConfig> connectors, BooleanSupplier cancelled) {
        Deque<ConnectorConfig> undeployed = new ArrayDeque<>(connectors);
        Deque<ConnectorConfig> notRunning = new ArrayDeque<>(connectors);
        Await.notReadyWithin(() -> {
            if (cancelled.getAsBoolean()) {
                throw new SetupException("cancelled while the connectors were deployed");
            }
            return advance(undeployed, notRunning);
        }, timeout).ifPresent(reason -> {
            throw new SetupException("the sinks did not run within %d seconds on Connect at %s; %s"
                    .formatted(timeout.toSeconds(), url, reason));
        });
    }

    /// @return why not all run; empty if all do
    private Optional<String> advance(Deque<ConnectorConfig> undeployed, Deque<ConnectorConfig> notRunning) {
        try {
            while (!undeployed.isEmpty()) {
                putIfDifferent(undeployed.getFirst());
                undeployed.removeFirst();
            }
            Optional<String> reason = Optional.empty();
            while (reason.isEmpty() && !notRunning.isEmpty()) {
                reason = notRunning(notRunning.getFirst().name());
                if (reason.isEmpty()) {
                    notRunning.removeFirst();
                }
            }
            return reason;
        } catch (ConnectApi.ErrorResponseException e) {
            if (e.isFinal()) {
                throw new SetupException("Connect at " + url + " rejects a connector: " + e.getMessage(), e);
            }
            return Optional.of(e.getMessage() == null ? "Connect is not ready" : e.getMessage());
        } catch (IOException e) {
            return Optional.of("Connect does not respond (" + e + ")");
        }
    }

    /// Puts the connector unless its settings are equal: putting it restarts its tasks.
    void putIfDifferent(ConnectorConfig connector) throws IOException {
        Optional<Map<String, String>> current = connect.settings(connector.name());
        if (current.isEmpty() || !current.get().equals(connector.settings())) {
            connect.put(connector);
        }
    }

    /// @return why the connector does not run; empty if it does
    private Optional<String> notRunning(String connector) throws IOException {
        Optional<ConnectorStatus> status = connect.status(connector);
        if (status.isPresent() && status.get().hasFailed()) {
            connect.restartFailed(connector);
        }
        if (status.isPresent() && status.get().isStopped()) {
            connect.resume(connector); // a repair of the slot was interrupted by the end of the process
        }
        return status.isPresent() && status.get().isRunning()
                ? Optional.empty()
                : Optional.of("connector " + connector + " is not running: "
                        + status.map(ConnectorStatus::summary).orElse("no worker has started it"));
    }
}
