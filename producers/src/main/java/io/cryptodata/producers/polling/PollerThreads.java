package io.cryptodata.producers.polling;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs one poller: a thread for its rounds and, shared out among the lanes, as many workers as it may ask for markets at
/// once. Every lane has at least one.
public final class PollerThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollerThreads.class);
    private static final Duration LOOK_UP = Duration.ofMillis(250);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final VenuePoller poller;
    private final PollRules rules;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    public PollerThreads(VenuePoller poller, PollRules rules) {
        this.poller = poller;
        this.rules = rules;
    }

    public void start() {
        String exchange = poller.status().exchange();
        threads.add(Thread.ofVirtual().name("rounds-" + exchange).start(this::rounds));
        Lane[] lanes = Lane.values();
        for (int i = 0; i < Math.max(rules.concurrency(), lanes.length); i++) {
            Lane lane = lanes[i % lanes.length];
            threads.add(Thread.ofVirtual().name("pages-" + exchange + "-" + i).start(() -> pages(lane)));
        }
    }

    private void rounds() {
        try {
            do {
                poller.round();
            } while (!closed.await(poller.untilNextRound().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pages(Lane lane) {
        try {
            while (closed.getCount() > 0) {
                poller.work(lane, LOOK_UP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets the pages under way finish, for a while.
    @Override
    public void close() {
        closed.countDown();
        Instant deadline = Instant.now().plus(CLOSING);
        try {
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), deadline);
                if (!thread.join(left.isPositive() ? left : Duration.ofMillis(1))) {
                    LOG.warn("{} does not end by itself and is interrupted", thread.getName());
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
