package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Delays responses of a service until it is closed. Thread-safe.
public final class ResponseStall implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Blocks for this long.
    ///
    /// @return null, for no response; an error if the service was closed meanwhile
    public @Nullable VenueResponse await(Duration length) {
        try {
            boolean ended = closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? VenueResponse.json(503, "{}") : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
