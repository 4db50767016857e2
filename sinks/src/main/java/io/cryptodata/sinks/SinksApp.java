package io.cryptodata.sinks;

import io.cryptodata.schemas.SetupException;
import io.cryptodata.sinks.deployment.ConnectorHealth;
import io.cryptodata.sinks.deployment.DeployedConnectors;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The sinks: deploys the connectors and keeps them running. Closing stops the looking after; the connectors themselves
/// belong to Connect and stay.
public final class SinksApp implements AutoCloseable {
    private final SinksConfig config;
    private final DeployedConnectors connectors;
    private final ScheduledExecutorService looking = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sinks-watch").daemon().factory());

    public SinksApp(SinksConfig config, MeterRegistry metrics) {
        this.config = config;
        this.connectors = new DeployedConnectors(config);
        FunctionCounter.builder("cda.sinks.restarts", this, SinksApp::restarts)
                .description("Connectors restarted because they had failed").register(metrics);
        Gauge.builder("cda.sinks.unhealthy", this, SinksApp::unhealthy)
                .description("Connectors that do not run").register(metrics);
    }

    /// Deploys the connectors, waits until they run, and looks after them from then on.
    ///
    /// @throws SetupException in one sentence, if they do not come to run within the configured patience
    public void start() {
        connectors.deploy();
        connectors.look();
        long pause = config.lookEvery().toMillis();
        ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(connectors::look, pause, pause,
                TimeUnit.MILLISECONDS);
    }

    /// How each connector was when it was looked at last.
    public List<ConnectorHealth> status() {
        return connectors.health();
    }

    /// True if every connector and task runs.
    public boolean isHealthy() {
        return connectors.health().stream().allMatch(ConnectorHealth::healthy);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        connectors.close();
    }

    private double restarts() {
        return connectors.health().stream().mapToInt(ConnectorHealth::restarts).sum();
    }

    private double unhealthy() {
        return connectors.health().stream().filter(connector -> !connector.healthy()).count();
    }
}
