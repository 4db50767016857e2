package io.cryptodata.sinks;

import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.cleanup.CleanupTask;
import io.cryptodata.sinks.deployment.ConnectorHealth;
import io.cryptodata.sinks.deployment.DeployedConnectors;
import io.cryptodata.sinks.slot.SlotWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The sinks and the source of the operators' tables: deploys the connectors and keeps them running; cleans up
/// once a week. Closing stops the looking after; the connectors themselves belong to Connect and stay.
public final class SinksApp implements AutoCloseable {
    private final SinksConfig config;
    private final DeployedConnectors connectors;
    private final SlotWatch slot;
    private final Optional<CleanupTask> cleanup;
    private final ScheduledExecutorService looking = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sinks-watch").daemon().factory());

    public SinksApp(SinksConfig config, MeterRegistry metrics) {
        this.config = config;
        this.connectors = new DeployedConnectors(config);
        this.slot = new SlotWatch(config);
        this.cleanup = config.cleanup().at().map(time -> CleanupTask.of(time, config));
        FunctionCounter.builder("cda.sinks.restarts", this, SinksApp::restarts)
                .description("Connectors restarted because they had failed").register(metrics);
        Gauge.builder("cda.sinks.unhealthy", this, SinksApp::unhealthy)
                .description("Connectors that do not run, and a replication slot that is not read from")
                .register(metrics);
        Gauge.builder("cda.sinks.slot.behind", slot, SlotWatch::behindBytes).baseUnit("bytes")
                .description("Log of the database that the source of the operators' tables has not confirmed")
                .register(metrics);
    }

    /// Deploys the connectors, waits until they run, and looks after them from then on.
    ///
    /// @throws SetupException in one sentence, if they do not come to run within the configured patience
    public void start() {
        connectors.deploy();
        look();
        long pause = config.lookEvery().toMillis();
        ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(this::look, pause, pause,
                TimeUnit.MILLISECONDS);
        cleanup.ifPresent(CleanupTask::start);
    }

    private void look() {
        connectors.look();
        slot.look();
    }

    /// How each connector, and the replication slot of the operators' tables, was when it was looked at last.
    public List<ConnectorHealth> status() {
        return Stream.concat(connectors.health().stream(), Stream.of(slot.health())).toList();
    }

    /// True if every connector and task runs and the replication slot is read from.
    public boolean isHealthy() {
        return status().stream().allMatch(ConnectorHealth::healthy);
    }

    @Override
    public void close() {
        cleanup.ifPresent(CleanupTask::close);
        looking.shutdownNow();
        connectors.close();
        slot.close();
    }

    private double restarts() {
        return status().stream().mapToInt(ConnectorHealth::restarts).sum();
    }

    private double unhealthy() {
        return status().stream().filter(connector -> !connector.healthy()).count();
    }
}
