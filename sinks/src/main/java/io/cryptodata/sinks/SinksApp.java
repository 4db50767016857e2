package io.cryptodata.sinks;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.task.MeteredTaskRuns;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.cryptodata.sinks.cleanup.CleanupTask;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.deployment.ComponentHealth;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import io.cryptodata.sinks.deployment.ConnectorDeployment;
import io.cryptodata.sinks.deployment.ConnectorWatch;
import io.cryptodata.sinks.metrics.SinksMeasurements;
import io.cryptodata.sinks.metrics.SinksMeters;
import io.cryptodata.sinks.refresh.RefreshTask;
import io.cryptodata.sinks.slot.SlotWatch;
import io.cryptodata.sinks.storage.StorageTask;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Deploys the sinks and the source of the operators' tables to Kafka Connect, restarts them when they fail, repairs the
/// replication slot, refreshes longer candles after late hours, removes and compresses old rows as configured, and cleans up
/// once a week. After closing, the connectors keep running on Connect.
public final class SinksApp implements Service {
    private final SinksConfig config;
    private final List<ConnectorConfig> connectors;
    private final ConnectApi connect;
    private final ConnectorDeployment deployment;
    private final ConnectorWatch connectorWatch;
    private final SlotWatch slotWatch;
    private final Optional<CleanupTask> cleanup;
    private final RefreshTask refresh;
    private final StorageTask storage;
    private final SinksMeasurements measurements;
    private final Loop loop;
    private volatile boolean started;
    private volatile boolean closed;

    public SinksApp(SinksConfig config, MeterRegistry meters) {
        this.config = config;
        this.connectors = ConnectorConfig.all(config);
        this.connect = new ConnectApi(config.connect());
        this.deployment = new ConnectorDeployment(connect, config.connect().url(), config.startTimeout());
        this.connectorWatch = new ConnectorWatch(connect, deployment, connectors, System::nanoTime);
        this.slotWatch = new SlotWatch(connect, config);
        this.cleanup = config.cleanup().at().map(time -> CleanupTask.of(time, config, new MeteredTaskRuns(
                new SynchronousTaskRuns(config.broker(), config.registry()), meters)));
        this.refresh = new RefreshTask(config.maintenance());
        this.storage = new StorageTask(config.maintenance(), config.storage());
        this.loop = Loop.every(config.checkInterval(), "sinks-watch", this::check).onPlatformThread();
        this.measurements = new SinksMeasurements(config, meters);
        bindTo(meters);
    }

    private void bindTo(MeterRegistry meters) {
        components().stream().map(ComponentHealth::name).forEach(name -> {
            SinksMeters.HEALTHY.gaugeIn(meters, this, app -> app.component(name).healthy() ? 1 : 0, name);
            SinksMeters.RESTARTS.functionCounterIn(meters, this, app -> app.component(name).restarts(), name);
        });
        SinksMeters.SLOT_LAG.gaugeIn(meters, slotWatch, SlotWatch::lagBytes);
        SinksMeters.SLOT_RETAINED.gaugeIn(meters, slotWatch, SlotWatch::retainedBytes);
        SinksMeters.SLOT_LIMIT.gaugeIn(meters, slotWatch, SlotWatch::limitBytes);
    }

    @Override
    public String name() {
        return "sinks";
    }

    /// Deploys the connectors and waits until they run.
    ///
    /// @throws SetupException in one sentence, if they do not run in time
    @Override
    public void start() {
        deployment.deploy(connectors, () -> closed);
        check();
        loop.start(config.checkInterval());
        cleanup.ifPresent(CleanupTask::start);
        refresh.start();
        storage.start();
        measurements.start();
        started = true;
    }

    private void check() {
        connectorWatch.check();
        slotWatch.check();
    }

    /// Degraded while a connector does not run or the slot is not being read. Down when the watch has ended.
    @Override
    public Health health() {
        if (closed) {
            return new Health.Down("closed");
        }
        if (!started) {
            return new Health.Starting("deploying " + connectors.size() + " connectors");
        }
        if (loop.health() instanceof Health.Down(String reason)) {
            return new Health.Down("connectors are no longer watched: " + reason);
        }
        List<String> reasons = new ArrayList<>();
        components().stream().filter(each -> !each.healthy())
                .forEach(each -> reasons.add(each.name() + ": " + each.detail()));
        reasons.addAll(loop.health().reasons());
        cleanup.ifPresent(task -> reasons.addAll(task.health().reasons()));
        reasons.addAll(refresh.health().reasons());
        reasons.addAll(storage.health().reasons());
        return Health.ofReasons(reasons);
    }

    @Override
    public String describe() {
        return String.join(", ", connectors.stream().map(ConnectorConfig::name).toList()) + " on "
                + config.connect().url();
    }

    /// The connectors and the replication slot at the last check.
    public List<ComponentHealth> components() {
        return Stream.concat(connectorWatch.health().stream(), Stream.of(slotWatch.health())).toList();
    }

    /// Whether every connector and task runs and the replication slot is being read.
    public boolean isHealthy() {
        return components().stream().allMatch(ComponentHealth::healthy);
    }

    @Override
    public void close() {
        closed = true;
        cleanup.ifPresent(CleanupTask::close);
        refresh.close();
        storage.close();
        measurements.close();
        connect.close();
        loop.close();
    }

    private ComponentHealth component(String name) {
        return components().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }
}
