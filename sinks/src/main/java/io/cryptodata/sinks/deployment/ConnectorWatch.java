package io.cryptodata.sinks.deployment;

import io.cryptodata.service.retry.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Detects connectors and tasks that have failed and restarts them: immediately, and after repeated failures with
/// growing pauses. A connector that is missing on Connect is deployed again.
public final class ConnectorWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final Backoff PAUSES = Backoff.between(Duration.ofSeconds(5), Duration.ofMinutes(5));
    /// after running that long, a connector has recovered
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(1);

    private final ConnectApi connect;
    private final ConnectorDeployment deployment;
    private final List<Watched> watched;
    private final LongSupplier nanoTime;

    public ConnectorWatch(ConnectApi connect, ConnectorDeployment deployment, List<ConnectorConfig> connectors,
            LongSupplier nanoTime) {
        this.connect = connect;
        this.deployment = deployment;
        this.watched = connectors.stream().map(Watched::new).toList();
        this.nanoTime = nanoTime;
    }

    /// The restarts of one connector; written by one thread, read by any.
    private static final class Watched {
        private final ConnectorConfig connector;
        private int attempts;
        private long lastAttempt;
        private volatile int restarts;
        private volatile @Nullable ComponentHealth health;

        private Watched(ConnectorConfig connector) {
            this.connector = connector;
        }
    }

    /// Checks every connector once and restarts what has failed. Never throws and never waits.
    public void check() {
        for (Watched each : watched) {
            try {
                Optional<ConnectorStatus> status = connect.status(each.connector.name());
                if (status.isEmpty()) {
                    restart(each, "missing on Connect");
                } else if (status.get().hasFailed()) {
                    restart(each, status.get().summary());
                } else {
                    notFailed(each, status.get());
                }
            } catch (IOException e) {
                report(each, false, "Connect does not respond: " + e);
            }
        }
    }

    /// The result of the last check; a connector that has not been checked yet is not healthy.
    public List<ComponentHealth> health() {
        return watched.stream().map(each -> {
            ComponentHealth last = each.health;
            return last != null ? last : new ComponentHealth(each.connector.name(), false, "not checked yet", 0);
        }).toList();
    }

    private void notFailed(Watched each, ConnectorStatus status) {
        if (each.attempts > 0 && nanoTime.getAsLong() - each.lastAttempt >= RECOVERED_AFTER.toNanos()) {
            each.attempts = 0;
        }
        report(each, status.isRunning(), status.summary());
    }

    private void restart(Watched each, String reason) throws IOException {
        report(each, false, reason);
        if (each.attempts > 0
                && nanoTime.getAsLong() - each.lastAttempt < PAUSES.after(each.attempts).toNanos()) {
            return;
        }
        each.attempts++;
        each.lastAttempt = nanoTime.getAsLong();
        LOG.warn("restarting connector {}, attempt {}: {}", each.connector.name(), each.attempts, reason);
        deployment.putIfDifferent(each.connector);
        connect.restartFailed(each.connector.name());
        each.restarts++;
        report(each, false, "restarted after " + reason);
    }

    private static void report(Watched each, boolean healthy, String detail) {
        each.health = new ComponentHealth(each.connector.name(), healthy, detail, each.restarts);
    }
}
