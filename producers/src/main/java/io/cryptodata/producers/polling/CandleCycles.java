package io.cryptodata.producers.polling;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Watches the cycles of all venues.
public final class CandleCycles implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final List<CandleCycle> venues;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("cycles").unstarted(this::run);

    public CandleCycles(List<CandleCycle> venues, InstantSource clock) {
        this.venues = List.copyOf(venues);
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                venues.forEach(venue -> venue.step(clock.instant()));
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
