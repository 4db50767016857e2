package io.cryptodata.allinone.embedded;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A distributed Kafka Connect worker in this JVM with its REST interface on loopback.
public final class EmbeddedConnect implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnect.class);
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int HTTP_OK = 200;
    /// prefixes of the settings of the clients that connectors get; those of the worker itself have none
    private static final List<String> CLIENTS_OF_CONNECTORS = List.of("consumer.", "producer.", "admin.");

    private final Map<String, String> settings;
    private final LocalPort port;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT).build();
    private volatile @Nullable Connect<DistributedHerder> worker;
    private volatile String activity = "not started";

    /// @param settings of the worker; its addresses are added here
    public EmbeddedConnect(Map<String, String> settings, KafkaAccess broker, LocalPort port) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap.servers", broker.servers());
        broker.security().settings().forEach((name, value) -> {
            all.put(name, value);
            CLIENTS_OF_CONNECTORS.forEach(prefix -> all.put(prefix + name, value));
        });
        all.put("listeners", "http://127.0.0.1:" + port.number());
        all.put("rest.advertised.host.name", "127.0.0.1");
        all.put("rest.advertised.port", Integer.toString(port.number()));
        this.settings = Map.copyOf(all);
        this.port = port;
    }

    @Override
    public String name() {
        return "connect";
    }

    /// The worker's REST address without a path.
    public String url() {
        return "http://127.0.0.1:" + port.number();
    }

    @Override
    public String describe() {
        return "Kafka Connect " + url();
    }

    @Override
    public String activity() {
        return activity;
    }

    @Override
    public void start() {
        if (worker != null) {
            return;
        }
        port.requireFree();
        KafkaExit.suppressHooks();
        activity = "loading its plugins";
        worker = startedWorker();
        activity = "joining its group";
        if (!Await.until(() -> hasEnded() || responds(), READY_TIMEOUT) || hasEnded()) {
            close();
            throw new StartException("Kafka Connect started but does not respond at " + url() + " within "
                    + READY_TIMEOUT.toMinutes() + " minutes; the reason is in the log.");
        }
    }

    private Connect<DistributedHerder> startedWorker() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            return new ConnectDistributed().startConnect(settings);
        } catch (RuntimeException failed) {
            throw new StartException("Kafka Connect did not start: "
                    + Optional.ofNullable(failed.getMessage()).orElse(failed.toString()) + ".", failed);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /// The list of connectors is served once the worker has joined its group.
    private boolean responds() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/connectors")).timeout(REQUEST_TIMEOUT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasEnded() {
        Connect<DistributedHerder> running = worker;
        return running == null || running.herderTask() == null || running.herderTask().isDone();
    }

    @Override
    public Health health() {
        if (hasEnded()) {
            return new Health.Down("the worker has ended; the reason is in the log");
        }
        return port.isOpen() ? new Health.Up(url()) : new Health.Down("nothing listens at " + url());
    }

    @Override
    public void close() {
        Connect<DistributedHerder> running = worker;
        worker = null;
        if (running != null) {
            LOG.info("stopping Kafka Connect");
            running.stop();
            running.awaitStop();
        }
    }
}
