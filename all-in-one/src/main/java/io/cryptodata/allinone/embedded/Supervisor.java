package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Starts parts in order, brings back those that die, and stops all of them in reverse order, also when the start
/// failed halfway or is interrupted. Everything that happens is told as a [PartEvent].
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final Clock clock;
    private final RestartPolicy policy;
    private final Consumer<PartEvent> listener;
    private final List<SupervisedPart> running = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile boolean closing;
    private volatile @Nullable Thread starter;
    private volatile @Nullable Thread watcher;

    public Supervisor(Clock clock, RestartPolicy policy, Consumer<PartEvent> listener) {
        this.clock = clock;
        this.policy = policy;
        this.listener = listener;
    }

    public Supervisor(Consumer<PartEvent> listener) {
        this(Clock.systemUTC(), RestartPolicy.usual(), listener);
    }

    /// Starts the parts one after the other; when one fails, all that run are stopped again.
    ///
    /// @throws StartException with the story of the part that failed
    public void start(List<Part> parts) {
        parts.forEach(this::start);
    }

    /// Starts one more part; when it fails, it and all that run are stopped again.
    ///
    /// @throws StartException with the story of the part
    public void start(Part part) {
        lock.lock();
        starter = Thread.currentThread();
        try {
            refuseWhenClosing(part);
            startTelling(part);
            running.add(new SupervisedPart(part, clock, policy, listener));
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

    private void startTelling(Part part) {
        long began = System.nanoTime();
        Thread teller = ProgressReporter.start(part, listener);
        try {
            part.start();
        } finally {
            teller.interrupt();
        }
        listener.accept(new PartEvent.Started(part.name(), part.describe(), since(began)));
    }

    /// From now on parts that die are brought back.
    public void watch() {
        watcher = Thread.ofPlatform().name("parts-watch").daemon().start(() -> {
            while (!closing) {
                lookAround();
                LockSupport.parkNanos(WATCH_EVERY.toNanos());
            }
        });
    }

    /// Looks once after every part, in the order in which they were started.
    void lookAround() {
        for (SupervisedPart part : snapshot()) {
            lock.lock();
            try {
                if (!closing) {
                    part.lookAfter();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private List<SupervisedPart> snapshot() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    /// The parts that were started, in that order.
    public List<Part> parts() {
        return snapshot().stream().map(SupervisedPart::part).toList();
    }

    /// How often each part was brought back.
    public Map<String, Integer> restarts() {
        Map<String, Integer> restarts = new TreeMap<>();
        snapshot().forEach(part -> restarts.put(part.part().name(), part.restarts()));
        return restarts;
    }

    /// The story of a part that could not be brought back; empty while all is well or being mended.
    public Optional<String> lost() {
        return snapshot().stream().flatMap(part -> part.lost().stream()).findFirst();
    }

    /// Whether everything is being stopped, or is.
    public boolean isClosing() {
        return closing;
    }

    /// Stops everything in reverse order, also what is being started at this moment.
    @Override
    public void close() {
        closing = true;
        interrupt(starter);
        interrupt(watcher);
        lock.lock();
        try {
            stopAll();
        } finally {
            lock.unlock();
        }
    }

    private static void interrupt(@Nullable Thread thread) {
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    private void stopAll() {
        for (SupervisedPart part : running.reversed()) {
            long began = System.nanoTime();
            stop(part.part());
            listener.accept(new PartEvent.Stopped(part.part().name(), since(began)));
        }
        running.clear();
    }

    private static void stop(Part part) {
        Thread stopping = Thread.ofPlatform().name("stop-" + part.name()).daemon().start(() -> {
            try {
                part.close();
            } catch (RuntimeException failed) {
                LOG.warn("the {} did not stop cleanly", part.name(), failed);
            }
        });
        Uninterrupted.run(() -> {
            if (!Await.until(() -> !stopping.isAlive(), STOP_PATIENCE)) {
                LOG.error("the {} did not stop within {}: going on without it", part.name(), STOP_PATIENCE);
            }
        });
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
