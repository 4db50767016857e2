package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.allinone.embedded.StartException;
import io.cryptodata.allinone.embedded.Supervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// One run of the product, from the first part started to the last one stopped. Stopped by [#close()], by Ctrl-C and by
/// SIGTERM.
public final class ProductRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductRun.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final EmbeddedRuntime servers;
    private final ProductParts parts;
    private final Consumer<String> out;
    private final Predicate<PartEvent> isNews;
    private final Supervisor runner;
    private final Thread onSignal = new Thread(this::closeOnSignal, "stop-on-signal");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param out takes lines for a person
    /// @param isNews which events a person is told
    public ProductRun(EmbeddedRuntime servers, ProductParts parts, Consumer<String> out, Predicate<PartEvent> isNews) {
        this.servers = servers;
        this.parts = parts;
        this.out = out;
        this.isNews = isNews;
        this.runner = new Supervisor(this::tell);
    }

    /// Starts everything and from then on mends what dies.
    ///
    /// @param endpoints tells commands from other processes where everything is; asked once all runs
    public void start(Supplier<Map<String, String>> endpoints) {
        Runtime.getRuntime().addShutdownHook(onSignal);
        runner.start(parts.all());
        runner.watch();
        try {
            new Endpoints(endpoints.get()).write(servers.folder().root());
        } catch (IOException failed) {
            throw new StartException("Cannot write " + servers.folder().run() + ": "
                    + failed.getMessage() + ". Is the disk full?", failed);
        }
    }

    /// Waits for the signal to stop.
    ///
    /// @param news asked every second for a line that a person should read
    /// @return the exit status
    /// @throws StartException if a part cannot be mended any more
    public int untilStopped(Supplier<Optional<String>> news) {
        try {
            while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<String> lost = runner.lost();
                if (lost.isPresent()) {
                    throw new StartException(lost.get());
                }
                news.get().ifPresent(out);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /// Is counted down when the run is told to stop.
    public CountDownLatch stopped() {
        return stopped;
    }

    /// How often a part was brought back.
    public int restarts(String part) {
        return runner.restarts().getOrDefault(part, 0);
    }

    private void tell(PartEvent event) {
        LOG.info("{}", event.line());
        if (isNews.test(event)) {
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
        runner.close();
        servers.close();
    }

    private void removeEndpoints() {
        try {
            Endpoints.remove(servers.folder().root());
        } catch (IOException failed) {
            throw new IllegalStateException("cannot remove " + servers.folder().run(), failed);
        }
    }
}
