package io.cryptodata.api.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/// One connection, with deadlines for reads and writes. Cutting it off interrupts its thread, which ends a blocked read or
/// write and closes the socket.
final class ClientConnection implements ServerConnection {
    private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();
    private static final long NONE = 0;
    /// bytes per second that a client of a long response must receive on average
    private static final double SLOWEST_RATE = 32 << 10;

    private final ServerConnection http;
    private final String client;
    private final Limits limits;
    private final Runnable afterClose;
    private final Set<ClientConnection> open;
    private final Admission bulk;
    private @Nullable Thread thread;
    private long readingSince = NONE;
    private long writingSince = NONE;
    private long waited;
    private long written;
    private boolean cut;
    private boolean ending;
    private @Nullable Runnable onYield;

    /// @param client its address
    /// @param afterClose called once the connection has ended
    /// @param bulk of bulk responses
    /// @param open has this connection while it is handled
    ClientConnection(ServerConnection http, String client, Limits limits, Runnable afterClose,
            Set<ClientConnection> open, Admission bulk) {
        this.http = http;
        this.client = client;
        this.limits = limits;
        this.afterClose = afterClose;
        this.open = open;
        this.bulk = bulk;
    }

    /// That of the current thread.
    ///
    /// @throws java.util.NoSuchElementException outside of a request
    static ClientConnection current() {
        return CURRENT.get();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        synchronized (this) {
            thread = Thread.currentThread();
            readingSince = System.nanoTime();
        }
        open.add(this);
        try {
            ScopedValue.where(CURRENT, this).call(() -> {
                http.handle(limit);
                return this;
            });
        } finally {
            open.remove(this);
            afterClose.run();
        }
    }

    /// The address of the client.
    String client() {
        return client;
    }

    /// A permit for a bulk response.
    ///
    /// @throws ProblemException if there is none
    Admission.Permit enterBulk() {
        return bulk.enter(client);
    }

    /// A request has arrived: from now on the client waits for us.
    synchronized void requested() {
        readingSince = NONE;
        waited = 0;
        written = 0;
    }

    /// The request is admitted.
    ///
    /// @param yielded called at most once, when the client is slow to receive the response
    synchronized void admitted(Runnable yielded) {
        onYield = yielded;
    }

    /// The response was sent: the next request is waited for.
    ///
    /// @throws CutOffException if that took too long
    synchronized void responded() {
        onYield = null;
        writingSince = NONE;
        requireOpen();
        readingSince = System.nanoTime();
    }

    /// A read of the body, which has the same time as the request.
    synchronized void reading() {
        readingSince = System.nanoTime();
    }

    /// @throws CutOffException if it took too long
    synchronized void read() {
        readingSince = NONE;
        requireOpen();
    }

    synchronized void writing() {
        writingSince = System.nanoTime();
    }

    /// @param bytes that the client or the buffers on the way have taken
    /// @throws CutOffException if it took too long
    synchronized void wrote(int bytes) {
        waited += System.nanoTime() - writingSince;
        written += bytes;
        writingSince = NONE;
        requireOpen();
    }

    /// The response in progress is the last one.
    synchronized void endAfterResponse() {
        ending = true;
    }

    synchronized boolean isEnding() {
        return ending;
    }

    private void requireOpen() {
        if (cut) {
            Thread.interrupted(); // what it was for has ended; further blocking calls, as of a database, are not meant
            throw new CutOffException();
        }
    }

    /// Whether the client has used up its time.
    ///
    /// @param now of [System#nanoTime()]
    synchronized boolean isLate(long now) {
        if (readingSince != NONE && now - readingSince > limits.requestTimeout().toNanos()) {
            return true;
        }
        if (writingSince == NONE) {
            return false;
        }
        long allowed = limits.writeTimeout().toNanos();
        long since = now - writingSince;
        return since > allowed || waited + since > allowed + written / SLOWEST_RATE * Duration.ofSeconds(1).toNanos();
    }

    /// How long the current write has taken, in nanoseconds; 0 without one.
    synchronized long writingFor(long now) {
        return writingSince == NONE ? 0 : now - writingSince;
    }

    /// The client receives slowly: its request no longer counts against the total.
    synchronized void yieldPermit() {
        Runnable yielding = onYield;
        onYield = null;
        if (yielding != null) {
            yielding.run();
        }
    }

    /// Interrupts a blocked read or write.
    ///
    /// @return whether it waited for the client
    synchronized boolean cut() {
        if (cut || thread == null || readingSince == NONE && writingSince == NONE) {
            return false;
        }
        cut = true;
        thread.interrupt();
        return true;
    }

    @Override
    public Duration idleTime() {
        return Duration.ZERO; // idle connections are cut off here
    }

    @Override
    public void close(boolean interrupt) {
        http.close(interrupt);
    }
}
