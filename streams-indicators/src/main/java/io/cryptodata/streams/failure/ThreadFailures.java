package io.cryptodata.streams.failure;

import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// What follows when a stream thread ends by an error: an outage of the registry or the broker gets a new thread after a
/// pause that grows to half a minute, for as long as it lasts; anything else is a bug or a broken store and stops the
/// stream with a message.
public final class ThreadFailures implements StreamsUncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;
    /// a cause chain longer than this is a loop
    private static final int DEEPEST = 30;

    private final Duration firstPause;
    private final LongSupplier nanoClock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int outagesInARow;
    private long lastOutageNanos;
    private volatile Trouble trouble = new Trouble("", false);

    /// @param says what happened; empty for nothing
    private record Trouble(String says, boolean isFatal) {}

    public ThreadFailures() {
        this(FIRST_PAUSE, System::nanoTime);
    }

    ThreadFailures(Duration firstPause, LongSupplier nanoClock) {
        this.firstPause = firstPause;
        this.nanoClock = nanoClock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        String says = rootOf(failure);
        if (!isOutage(failure)) {
            trouble = new Trouble("the stream stopped, because of a bug or a broken store: " + says, true);
            LOG.error("{}", trouble.says(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = nextPause();
        trouble = new Trouble("the stream waits for a service to come back: " + says, false);
        LOG.warn("{}; it goes on in {} ms", trouble.says(), pause.toMillis());
        waitUnlessClosed(pause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /// The threads run again: a passing trouble is over, as far as one can see.
    public void areOver() {
        if (!trouble.isFatal()) {
            trouble = new Trouble("", false);
        }
    }

    /// What is wrong, in one sentence; empty if nothing is.
    public Optional<String> trouble() {
        return Optional.of(trouble.says()).filter(says -> !says.isEmpty());
    }

    /// Whether it is over for good.
    public boolean isFatal() {
        return trouble.isFatal();
    }

    /// Ends a pause that is going on.
    @Override
    public void close() {
        closed.countDown();
    }

    /// Twice as long as before, unless the outage before this one is long over.
    synchronized Duration nextPause() {
        long now = nanoClock.getAsLong();
        boolean longOver = now - lastOutageNanos > 2 * LONGEST_PAUSE.toNanos();
        outagesInARow = longOver ? 1 : outagesInARow + 1;
        lastOutageNanos = now;
        Duration doubled = firstPause.multipliedBy(1L << Math.min(outagesInARow - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static boolean isOutage(Throwable failure) {
        return RegistryUnavailableException.isBehind(failure)
                || causes(failure).anyMatch(RetriableException.class::isInstance);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        Throwable teller = causes(failure).filter(RegistryUnavailableException.class::isInstance).findFirst()
                .orElse(root);
        return teller.getMessage() == null ? teller.getClass().getName() : teller.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    private void waitUnlessClosed(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
