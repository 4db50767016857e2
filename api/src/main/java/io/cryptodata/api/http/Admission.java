package io.cryptodata.api.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Limits the requests of a kind that are in progress: in total, and per client. A client beyond its own limit gets status 429,
/// so that it cannot use up the total; beyond the total the status is 503.
final class Admission {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final String what;
    private final int most;
    private final int mostPerClient;
    private final Duration maxWait;
    private final Semaphore all;
    private final ClientPermits perClient;

    /// @param what is counted, in the plural, for people
    /// @param maxWait for a permit
    Admission(String what, int most, int mostPerClient, Duration maxWait) {
        this.what = what;
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.maxWait = maxWait;
        this.all = new Semaphore(most, true);
        this.perClient = new ClientPermits(mostPerClient);
    }

    /// Acquires a permit, which the caller closes.
    ///
    /// @throws ProblemException if there is none
    Permit enter(String client) {
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
        return new Permit(own);
    }

    private boolean acquired() {
        try {
            return all.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutOffException(e);
        }
    }

    /// The number of permits in use.
    int taken() {
        return most - all.availablePermits();
    }

    /// Counts against the total and against the limit of the client.
    final class Permit implements AutoCloseable {
        private final ClientPermits.Permit own;
        private final AtomicBoolean yielded = new AtomicBoolean();

        private Permit(ClientPermits.Permit own) {
            this.own = own;
        }

        /// Stops counting against the total, and still counts against the client. Idempotent.
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
