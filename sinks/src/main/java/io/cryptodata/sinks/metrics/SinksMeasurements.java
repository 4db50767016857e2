package io.cryptodata.sinks.metrics;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.deployment.SinkTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Measures the connectors, the dead letters and the continuous aggregates at intervals. What cannot be measured is logged and
/// measured again later; it does not concern the health of the sinks, which have their own checks.
public final class SinksMeasurements implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int TIMEOUT_MS = 5000;

    private final KafkaAccess broker;
    private final SinkProgress progress;
    private final DeadLetterCounts deadLetters;
    private final RefreshAges refreshes;
    private final Loop ofBroker = Loop.every(INTERVAL, "sinks-progress", this::measureBroker)
            .closingWithin(Duration.ZERO);
    private final Loop ofDatabase;
    private @Nullable Admin admin;

    public SinksMeasurements(SinksConfig config, MeterRegistry meters) {
        this.broker = config.broker();
        this.progress = new SinkProgress(SinkTable.ALL, meters);
        this.deadLetters = new DeadLetterCounts(meters);
        this.refreshes = new RefreshAges(config.maintenance(), meters, InstantSource.system());
        this.ofDatabase = Loop.every(INTERVAL, "sinks-refreshes", refreshes::measure).onPlatformThread()
                .closingWithin(Duration.ZERO);
    }

    public synchronized void start() {
        admin = Admin.create(broker.with(Map.of("client.id", "cda-sinks-progress", "request.timeout.ms", TIMEOUT_MS,
                "default.api.timeout.ms", TIMEOUT_MS)));
        ofBroker.start();
        ofDatabase.start();
    }

    private void measureBroker() throws InterruptedException {
        Admin client = admin();
        if (client != null) {
            progress.measure(client);
            deadLetters.measure(client);
        }
    }

    private synchronized @Nullable Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        ofBroker.close();
        ofDatabase.close();
        Admin client = admin();
        if (client != null) {
            client.close(Duration.ZERO);
        }
    }
}
