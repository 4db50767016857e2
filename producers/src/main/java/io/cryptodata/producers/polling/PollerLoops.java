package io.cryptodata.producers.polling;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads of one poller: one for its rounds, and as many workers as markets may be polled at the same time,
/// distributed among the lanes. Every lane has at least one worker.
public final class PollerLoops implements AutoCloseable {
    private static final Duration QUEUE_TIMEOUT = Duration.ofMillis(250);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final List<Loop> loops = new ArrayList<>();

    public PollerLoops(VenuePoller poller, PollRules rules) {
        loops.add(Loop.of("rounds-" + poller.exchange(), RETRIES, () -> {
            poller.round();
            return poller.untilNextRound();
        }));
        Lane[] lanes = Lane.values();
        for (int i = 0; i < Math.max(rules.concurrency(), lanes.length); i++) {
            Lane lane = lanes[i % lanes.length];
            loops.add(Loop.of("pages-" + poller.exchange() + "-" + i, RETRIES, () -> {
                poller.work(lane, QUEUE_TIMEOUT);
                return Duration.ZERO;
            }));
        }
    }

    public void start() {
        loops.forEach(Loop::start);
    }

    /// Ends the delay before the next round.
    public void wake() {
        loops.getFirst().wake();
    }

    /// Degraded while a loop fails, down if one has ended.
    public List<Health> health() {
        return loops.stream().map(Loop::health).toList();
    }

    /// Lets the pages in progress finish, for a limited time.
    @Override
    public void close() {
        try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
            loops.forEach(loop -> closers.execute(loop::close));
        }
    }
}
