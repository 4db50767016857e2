package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.allinone.embedded.StartException;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.api.ApiApp;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.instance.Endpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// One run of the product, from the start of the first part to the end of the last one, with health and metrics of the
/// process over HTTP. Stopped by [#close()], by Ctrl-C and by SIGTERM.
public final class ProductRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductRun.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final EmbeddedRuntime servers;
    private final ProductParts parts;
    private final Consumer<String> out;
    private final Predicate<PartEvent> shown;
    private final Supervisor supervisor;
    private final Thread onSignal = new Thread(this::closeOnSignal, "stop-on-signal");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable ProcessHttpServer http;

    /// @param out receives lines for a person
    /// @param shown the events that are printed for a person
    public ProductRun(EmbeddedRuntime servers, ProductParts parts, Consumer<String> out, Predicate<PartEvent> shown) {
        this.servers = servers;
        this.parts = parts;
        this.out = out;
        this.shown = shown;
        this.supervisor = new Supervisor(servers.diskSpace()::exhausted, this::onEvent);
    }

    /// Prepares the servers and reports what an earlier run left behind.
    ///
    /// @param ports of other parts of the run
    /// @throws StartException with every obstacle
    public static EmbeddedRuntime prepare(EmbeddedConfig config, List<LocalPort> ports, Consumer<String> out) {
        EmbeddedRuntime servers = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
        try {
            ports.forEach(LocalPort::requireFree);
        } catch (StartException inUse) {
            servers.close();
            throw inUse;
        }
        servers.endedOrphans().forEach(ended -> out.accept("stopped an orphan of an earlier run: " + ended));
        return servers;
    }

    /// Starts everything; from then on parts that go down are restarted.
    ///
    /// @param endpoints addresses for commands in other processes, read once everything runs
    public void start(Supplier<Map<String, String>> endpoints) {
        Runtime.getRuntime().addShutdownHook(onSignal);
        ProcessHttpServer server = new ProcessHttpServer(servers.http(), "cda",
                supervisor::health, supervisor::healthOfParts, parts.meters()::scrape);
        http = server;
        supervisor.start(parts.all());
        supervisor.watch();
        Map<String, String> addresses = new HashMap<>(endpoints.get());
        addresses.put(Endpoints.HTTP_URL, server.url());
        try {
            new Endpoints(addresses).write(servers.folder().root());
        } catch (IOException failed) {
            throw new StartException("Cannot write " + servers.folder().run() + ": "
                    + failed.getMessage() + ". Is the disk full?", failed);
        }
    }

    /// The start message: the address of the page, the state folder, every part, the address of health and metrics, and hints.
    public String startMessage(String hints) {
        ProcessHttpServer server = http;
        return StartMessage.text(parts.api().service().map(ApiApp::url).orElse(""), servers.folder().root(),
                parts.all(),
                server == null ? "" : server.url(), hints);
    }

    /// Waits for the signal to stop.
    ///
    /// @param news polled every second for a line to print
    /// @return the exit status
    /// @throws StartException if a part is abandoned
    public int awaitStop(Supplier<Optional<String>> news) {
        try {
            while (!stopped.await(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<String> abandoned = supervisor.abandoned();
                if (abandoned.isPresent()) {
                    throw new StartException(abandoned.get());
                }
                print(news);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void print(Supplier<Optional<String>> news) {
        try {
            news.get().ifPresent(out);
        } catch (RuntimeException failed) {
            LOG.warn("no news could be printed", failed);
        }
    }

    /// Counted down when the run stops.
    public CountDownLatch stopped() {
        return stopped;
    }

    /// The number of restarts of a part.
    public int restarts(String part) {
        return supervisor.restarts().getOrDefault(part, 0);
    }

    private void onEvent(PartEvent event) {
        LOG.info("{}", event.line());
        if (shown.test(event)) {
            out.accept("  " + event.line());
        }
    }

    private void closeOnSignal() {
        if (!closed.get()) {
            out.accept("");
            out.accept("stopping");
            close();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stopped.countDown();
        removeEndpoints();
        supervisor.close();
        servers.close();
        ProcessHttpServer server = http;
        if (server != null) {
            server.close();
        }
        parts.meters().close();
    }

    private void removeEndpoints() {
        try {
            Endpoints.remove(servers.folder().root());
        } catch (IOException failed) {
            throw new IllegalStateException("cannot remove " + servers.folder().run(), failed);
        }
    }
}
