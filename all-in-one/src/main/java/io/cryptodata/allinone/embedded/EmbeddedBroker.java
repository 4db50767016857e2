package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A Kafka broker and its controller in this JVM, on the loopback address only. Data and cluster id survive restarts and
/// crashes.
public final class EmbeddedBroker implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 3;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final LocalPort port;
    private final int advertised;
    private final Map<String, String> further;
    private volatile @Nullable KafkaNode server;
    private @Nullable BrokerMetrics metrics;
    private volatile String activity = "not started";

    public EmbeddedBroker(Path folder, LocalPort port) {
        this(folder, port, port.number(), Map.of());
    }

    /// Behind a proxy.
    ///
    /// @param advertised the proxy's port, where clients connect
    public EmbeddedBroker(Path folder, LocalPort port, int advertised) {
        this(folder, port, advertised, Map.of());
    }

    /// With further settings. Those that are lists, such as `listeners`, are added to its own.
    public EmbeddedBroker(Path folder, LocalPort port, Map<String, String> further) {
        this(folder, port, port.number(), further);
    }

    private EmbeddedBroker(Path folder, LocalPort port, int advertised, Map<String, String> further) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.advertised = advertised;
        this.further = Map.copyOf(further);
    }

    @Override
    public String name() {
        return "broker";
    }

    /// Such as `127.0.0.1:9092`.
    public String bootstrap() {
        return "127.0.0.1:" + advertised;
    }

    @Override
    public String describe() {
        return "Kafka broker " + bootstrap();
    }

    @Override
    public String activity() {
        return activity;
    }

    @Override
    public void start() {
        if (server != null) {
            return;
        }
        port.requireFree();
        KafkaExit.intercept();
        activity = "formatting its storage";
        formatOnce();
        activity = "loading its logs";
        metrics = new BrokerMetrics();
        server = startedServer();
        activity = "waiting for " + bootstrap();
        awaitReady();
    }

    private void formatOnce() {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(BrokerConfig.NODE_ID)
                    .setControllerListenerName(BrokerConfig.CONTROLLER)
                    .setDirectories(List.of(folder.toString())).setMetadataLogDirectory(folder.toString())
                    .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
                    .setReleaseVersion(MetadataVersion.latestProduction()).setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception failed) {
            throw new StartException("The Kafka storage in " + folder + " could not be prepared: "
                    + failed.getMessage() + ".", failed);
        }
    }

    private KafkaNode startedServer() {
        RuntimeException last = new IllegalStateException("interrupted");
        for (int attempt = 1; attempt <= ATTEMPTS && !Thread.currentThread().isInterrupted(); attempt++) {
            Map<String, String> settings = BrokerConfig
                    .with(BrokerConfig.of(folder, port.number(), advertised, LocalPort.free()), further);
            KafkaNode candidate = null;
            try {
                candidate = new KafkaNode(settings);
                candidate.start();
                return candidate;
            } catch (RuntimeException failed) {
                LOG.warn("the broker did not start (attempt {} of {})", attempt, ATTEMPTS, failed);
                last = failed;
                stopQuietly(candidate);
            }
        }
        throw new StartException("The Kafka broker did not start with its data in " + folder + ": " + rootCause(last)
                + ".", last);
    }

    private static String rootCause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }

    private void awaitReady() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
            int brokers = admin.describeCluster().nodes().get(READY_TIMEOUT.toSeconds(), TimeUnit.SECONDS).size();
            LOG.info("{} broker at {}", brokers, bootstrap());
        } catch (ExecutionException | TimeoutException notReady) {
            close();
            throw new StartException("The Kafka broker started but does not respond at " + bootstrap() + " within "
                    + READY_TIMEOUT.toSeconds() + " seconds.", notReady);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            throw new StartException("Starting the Kafka broker was interrupted.", interrupted);
        }
    }

    @Override
    public Health health() {
        if (server == null) {
            return new Health.Down("not started");
        }
        return KafkaExit.requested().<Health>map(Health.Down::new)
                .orElseGet(() -> port.isOpen()
                        ? new Health.Up(bootstrap())
                        : new Health.Down("nothing listens at " + bootstrap()));
    }

    @Override
    public void close() {
        KafkaNode running = server;
        server = null;
        stopQuietly(running);
        BrokerMetrics registered = metrics;
        if (registered != null) {
            registered.remove();
        }
    }

    private static void stopQuietly(@Nullable KafkaNode candidate) {
        if (candidate == null) {
            return;
        }
        try {
            // a controller that failed gives no permission
            candidate.stop(KafkaExit.requested().isPresent() ? Duration.ZERO : STOP_TIMEOUT);
        } catch (RuntimeException failed) {
            LOG.warn("the broker did not stop cleanly", failed);
        }
    }
}
