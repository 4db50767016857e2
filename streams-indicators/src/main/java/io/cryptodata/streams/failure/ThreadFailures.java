package io.cryptodata.streams.failure;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.streams.state.StateFault;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Decides what follows the failure of a stream thread. An outage of the registry or the broker: the thread is replaced
/// after a pause that grows to half a minute, however long the outage lasts. A failure of the state folder: the client stops,
/// to be created anew. Anything else is a bug: the stream stops.
public final class ThreadFailures implements StreamsUncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /// an outage later than this after the one before starts over with the first pause
    private static final Duration QUIET_TIME = LONGEST_PAUSE.multipliedBy(2);
    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;

    private final Backoff pauses;
    private final LongSupplier nanoClock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<StateFault> stateFaults = new ConcurrentLinkedQueue<>();
    private int outagesInARow;
    private long lastOutageNanos;
    private volatile Health health = Health.up();

    public ThreadFailures() {
        this(FIRST_PAUSE, System::nanoTime);
    }

    ThreadFailures(Duration firstPause, LongSupplier nanoClock) {
        this.pauses = Backoff.between(firstPause, LONGEST_PAUSE);
        this.nanoClock = nanoClock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<StateFault> ofState = StateFault.behind(failure);
        if (ofState.isPresent()) {
            stopped(ofState.get());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (isOfClosedStore(failure) && !stateFaults.isEmpty()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        String cause = rootOf(failure);
        if (!isOutage(failure)) {
            stop(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = nextPause();
        health = Health.degraded("waiting for an unavailable service: " + cause);
        LOG.warn("a stream thread failed: {}; it is replaced in {} ms", cause, pause.toMillis());
        waitUnlessClosed(pause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void stopped(StateFault fault) {
        if (!(health instanceof Health.Down)) {
            health = Health.degraded("restarting after a failure of the state folder: " + fault.cause());
            stateFaults.add(fault);
            LOG.warn("the stream stops for a restart, its state folder failed: {}", fault.cause());
        }
    }

    /// What stopped the client and is cured before it is created anew. Empties the list.
    public List<StateFault> takeStateFaults() {
        List<StateFault> taken = new ArrayList<>();
        for (StateFault fault = stateFaults.poll(); fault != null; fault = stateFaults.poll()) {
            taken.add(fault);
        }
        return taken;
    }

    /// The stream stops for good.
    public void stop(Throwable failure) {
        String reason = reasonOf(failure);
        health = new Health.Down(reason);
        LOG.error("the stream is down: {}", reason, failure);
    }

    /// A store that could not be closed on a full disk stays locked: only another process opens it. Of two members with one
    /// name the broker rejects the older one.
    private static String reasonOf(Throwable failure) {
        String cause = rootOf(failure);
        if (causes(failure).anyMatch(FencedInstanceIdException.class::isInstance)) {
            return "another process joined the group under the same name; set STREAMS_INSTANCE of each process to a name of"
                    + " its own, and STREAMS_STATE_DIR to a folder of its own: " + cause;
        }
        return cause.contains("lock hold by current process")
                ? "a store could not be closed, on a full disk for example; restart the process: " + cause
                : "stopped by a bug or a corrupt store: " + cause;
    }

    /// Pauses before the next attempt, longer after each failure; a close ends the pause.
    ///
    /// @param reason of the pause, for the health
    public void pause(String reason) {
        Duration pause = nextPause();
        health = Health.degraded(reason);
        LOG.warn("{}; the next attempt follows in {} ms", reason, pause.toMillis());
        waitUnlessClosed(pause);
    }

    /// All threads run again: an outage has passed. A fatal failure stays.
    public void recovered() {
        if (health instanceof Health.Degraded) {
            health = Health.up();
        }
    }

    /// Degraded during an outage, down after a fatal failure, otherwise up.
    public Health health() {
        return health;
    }

    /// Ends a pause in progress.
    @Override
    public void close() {
        closed.countDown();
    }

    synchronized Duration nextPause() {
        long now = nanoClock.getAsLong();
        boolean startsOver = now - lastOutageNanos > QUIET_TIME.toNanos();
        outagesInARow = startsOver ? 1 : outagesInARow + 1;
        lastOutageNanos = now;
        return pauses.after(outagesInARow);
    }

    /// Whether an unavailable service is behind a failure.
    public static boolean isOutage(Throwable failure) {
        return RegistryUnavailableException.isBehind(failure)
                || causes(failure).anyMatch(RetriableException.class::isInstance);
    }

    /// A thread of the client that stops reads a store that was closed.
    private static boolean isOfClosedStore(Throwable failure) {
        return causes(failure).anyMatch(InvalidStateStoreException.class::isInstance);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        Throwable clearest = causes(failure).filter(RegistryUnavailableException.class::isInstance).findFirst()
                .orElse(root);
        return clearest.getMessage() == null ? clearest.getClass().getName() : clearest.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    private void waitUnlessClosed(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("closed during a pause");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
