package io.cryptodata.api.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many requests of a kind are in progress, in all and of one client. A client beyond its own number gets status 429, so
/// that the others find a place; beyond the number in all it is status 503.
final class Admission {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final String what;
    private final int most;
    private final int mostPerClient;
    private final Duration patience;
    private final Semaphore all;
    private final ClientPermits perClient;

    /// @param what is counted, in the plural, for people
    /// @param patience how long to wait for a place
    Admission(String what, int most, int mostPerClient, Duration patience) {
        this.what = what;
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.patience = patience;
        this.all = new Semaphore(most, true);
        this.perClient = new ClientPermits(mostPerClient);
    }

    /// A place, which is released once.
    ///
    /// @throws ProblemException if there is none
    Place enter(String client) {
        ClientPermits.Permit own = perClient.acquire(client);
        if (own == null) {
            throw new ProblemException(TOO_MANY, "too many requests",
                    "%s has %d %s in progress, which is the limit of one client: wait for one of them to end"
                            .formatted(client, mostPerClient, what))
                    .retryAfter(SOON);
        }
        if (!acquired()) {
            own.release();
            throw new ProblemException(UNAVAILABLE, "server busy",
                    "%d %s are in progress, which is the limit: try again".formatted(most, what)).retryAfter(SOON);
        }
        return new Place(own);
    }

    private boolean acquired() {
        try {
            return all.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutOffException(e);
        }
    }

    /// The number of places that are taken.
    int taken() {
        return most - all.availablePermits();
    }

    /// A place among all, and among those of the client.
    final class Place implements AutoCloseable {
        private final ClientPermits.Permit own;
        private final AtomicBoolean yielded = new AtomicBoolean();

        private Place(ClientPermits.Permit own) {
            this.own = own;
        }

        /// Gives the place among all to another, and keeps that of the client. Idempotent.
        void giveUp() {
            if (yielded.compareAndSet(false, true)) {
                all.release();
            }
        }

        @Override
        public void close() {
            giveUp();
            own.release();
        }
    }
}
