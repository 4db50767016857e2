package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Starts parts in order, restarts those that go down, and stops all of them in reverse order, also when the start failed
/// halfway or was interrupted. Every change is emitted as a [PartEvent].
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private final RestartPolicy policy;
    private final Supplier<Optional<String>> obstacle;
    private final Consumer<PartEvent> listener;
    private final List<SupervisedPart> running = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Loop checks = Loop.every(CHECK_INTERVAL, "supervisor", this::check).onPlatformThread()
            .closingWithin(Duration.ZERO);
    private volatile boolean watching;
    private volatile boolean closing;
    private volatile @Nullable Thread starter;

    /// @param nanos a clock like `System.nanoTime()`
    /// @param obstacle why no part can be restarted at the moment, for example because the disk is full; empty while they can
    Supervisor(LongSupplier nanos, RestartPolicy policy, Supplier<Optional<String>> obstacle,
            Consumer<PartEvent> listener) {
        this.nanos = nanos;
        this.policy = policy;
        this.obstacle = obstacle;
        this.listener = event -> notify(listener, event);
    }

    /// A terminal or a file that cannot be written must not keep a part from being restarted.
    private static void notify(Consumer<PartEvent> listener, PartEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException failed) {
            LOG.warn("an event could not be reported: {}", event.line(), failed);
        }
    }

    public Supervisor(Consumer<PartEvent> listener) {
        this(Optional::empty, listener);
    }

    /// @param obstacle why no part can be restarted at the moment, for example because the disk is full; empty while they can
    public Supervisor(Supplier<Optional<String>> obstacle, Consumer<PartEvent> listener) {
        this(System::nanoTime, RestartPolicy.standard(), obstacle, listener);
    }

    /// Starts the parts one after the other; when one fails, all that run are stopped again.
    ///
    /// @throws StartException with the reason of the part that failed
    public void start(List<? extends Part> parts) {
        parts.forEach(this::start);
    }

    /// Starts one more part; when it fails, it and all that run are stopped again.
    ///
    /// @throws StartException with the reason
    public void start(Part part) {
        lock.lock();
        starter = Thread.currentThread();
        try {
            refuseWhenClosing(part);
            startReporting(part);
            running.add(new SupervisedPart(part, nanos, policy, obstacle, listener));
        } catch (RuntimeException failed) {
            stop(part);
            stopAll();
            throw failed instanceof StartException ? failed : failedToStart(part, failed);
        } finally {
            starter = null;
            lock.unlock();
        }
    }

    private void refuseWhenClosing(Part part) {
        if (closing) {
            throw new StartException("The " + part.name() + " is not started: everything is being stopped.");
        }
    }

    private static StartException failedToStart(Part part, RuntimeException failed) {
        String message = Optional.ofNullable(failed.getMessage()).orElse(failed.toString());
        return new StartException("The " + part.name() + " did not start: " + message, failed);
    }

    private void startReporting(Part part) {
        long started = System.nanoTime();
        Loop progress = ProgressReporter.start(part, listener);
        try {
            part.start();
        } finally {
            progress.close();
        }
        listener.accept(new PartEvent.Started(part.name(), part.describe(), since(started)));
    }

    /// From now on parts that go down are restarted.
    public void watch() {
        watching = true;
        checks.start();
    }

    /// Checks every part once, in the order in which they were started. A check that fails does not concern the others.
    void check() {
        for (SupervisedPart part : running) {
            lock.lock();
            try {
                if (!closing) {
                    part.check();
                }
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
                part.checkFailed(failed);
            } finally {
                lock.unlock();
            }
        }
    }

    /// The parts that were started, in that order.
    public List<Part> parts() {
        return running.stream().map(SupervisedPart::part).toList();
    }

    /// The number of restarts of each part.
    public Map<String, Integer> restarts() {
        Map<String, Integer> restarts = new TreeMap<>();
        running.forEach(part -> restarts.put(part.part().name(), part.restarts()));
        return restarts;
    }

    /// Why a part is not restarted any more; empty while all parts run or will be restarted.
    public Optional<String> abandoned() {
        return running.stream().flatMap(part -> part.abandoned().stream()).findFirst();
    }

    /// The health of all parts as of their last check: down only when a part is abandoned.
    public Health health() {
        if (closing) {
            return new Health.Down("stopping");
        }
        if (!watching) {
            return new Health.Starting("parts are starting");
        }
        return Health.merge(healthOfParts());
    }

    /// The health of each part that was started as of its last check, in the order of the start.
    public Map<String, Health> healthOfParts() {
        Map<String, Health> parts = new LinkedHashMap<>();
        running.forEach(part -> parts.put(part.part().name(), part.health()));
        return parts;
    }

    /// Whether everything is being stopped, or is.
    public boolean isClosing() {
        return closing;
    }

    /// Stops everything in reverse order, also a part that is starting.
    @Override
    public void close() {
        closing = true;
        Thread starting = starter;
        if (starting != null && starting != Thread.currentThread()) {
            starting.interrupt();
        }
        checks.close();
        lock.lock();
        try {
            stopAll();
        } finally {
            lock.unlock();
        }
    }

    private void stopAll() {
        for (SupervisedPart part : running.reversed()) {
            long started = System.nanoTime();
            stop(part.part());
            listener.accept(new PartEvent.Stopped(part.part().name(), since(started)));
        }
        running.clear();
    }

    private static void stop(Part part) {
        Thread stopping = Thread.ofPlatform().name("stop-" + part.name()).daemon().start(() -> {
            try {
                part.close();
            } catch (RuntimeException failed) {
                LOG.warn("{} did not stop cleanly", part.name(), failed);
            }
        });
        Uninterrupted.run(() -> {
            if (!Await.until(() -> !stopping.isAlive(), STOP_TIMEOUT)) {
                LOG.error("{} did not stop within {}: continuing without it", part.name(), STOP_TIMEOUT);
            }
        });
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
