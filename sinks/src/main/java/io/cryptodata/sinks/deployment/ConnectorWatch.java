package io.cryptodata.sinks.deployment;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Notices connectors and tasks that have failed and restarts them: at once, and when that does not last, after ever
/// longer pauses up to five minutes. A connector that Connect has forgotten is deployed again.
final class ConnectorWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /// running that long, a connector counts as mended
    private static final Duration MENDED_AFTER = Duration.ofMinutes(1);

    private final ConnectApi connect;
    private final ConnectorDeployment deployment;
    private final List<Watched> watched;
    private final LongSupplier nanoTime;

    ConnectorWatch(ConnectApi connect, ConnectorDeployment deployment, List<ConnectorConfig> connectors,
            LongSupplier nanoTime) {
        this.connect = connect;
        this.deployment = deployment;
        this.watched = connectors.stream().map(Watched::new).toList();
        this.nanoTime = nanoTime;
    }

    /// What is remembered about one connector; written by one thread, read by any.
    private static final class Watched {
        private final ConnectorConfig connector;
        private int attempts;
        private long lastAttempt;
        private volatile int restarts;
        private volatile @Nullable ConnectorHealth health;

        private Watched(ConnectorConfig connector) {
            this.connector = connector;
        }
    }

    /// Looks at every connector once and mends what has failed. Never throws and never waits.
    void look() {
        for (Watched each : watched) {
            try {
                Optional<ConnectorStatus> status = connect.status(each.connector.name());
                if (status.isEmpty()) {
                    mend(each, "Connect does not know it");
                } else if (status.get().hasFailed()) {
                    mend(each, status.get().summary());
                } else {
                    running(each, status.get());
                }
            } catch (IOException e) {
                say(each, false, "Connect does not answer: " + e);
            }
        }
    }

    /// What the last look found; a connector that was not looked at yet is not healthy.
    List<ConnectorHealth> health() {
        return watched.stream().map(each -> {
            ConnectorHealth known = each.health;
            return known != null ? known : new ConnectorHealth(each.connector.name(), false, "not looked at yet", 0);
        }).toList();
    }

    private void running(Watched each, ConnectorStatus status) {
        if (each.attempts > 0 && nanoTime.getAsLong() - each.lastAttempt >= MENDED_AFTER.toNanos()) {
            each.attempts = 0;
        }
        say(each, status.isRunning(), status.summary());
    }

    private void mend(Watched each, String trouble) throws IOException {
        say(each, false, trouble);
        if (each.attempts > 0 && nanoTime.getAsLong() - each.lastAttempt < pauseAfter(each.attempts).toNanos()) {
            return;
        }
        each.attempts++;
        each.lastAttempt = nanoTime.getAsLong();
        LOG.warn("connector {} is restarted, attempt {}: {}", each.connector.name(), each.attempts, trouble);
        deployment.putIfDifferent(each.connector);
        connect.restartFailed(each.connector.name());
        each.restarts++;
        say(each, false, "restarted after " + trouble);
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static void say(Watched each, boolean healthy, String detail) {
        each.health = new ConnectorHealth(each.connector.name(), healthy, detail, each.restarts);
    }
}
