package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Pages to be fetched: most urgent first, then by the market's rank, then first in, first out. A market must be claimed
/// before it is added, so it is queued at most once and the queue is never longer than the universe.
final class PageQueue {
    private static final int INITIAL_CAPACITY = 64;

    private final Map<Lane, PriorityBlockingQueue<Job>> lanes = new EnumMap<>(Lane.class);
    private final AtomicLong jobs = new AtomicLong();

    PageQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, emptyQueue());
        }
    }

    /// Adds a claimed market.
    void add(PolledMarket market, Work.Priority priority) {
        of(Lane.of(market.market().market(), priority))
                .add(new Job(market, priority, market.rank(), jobs.getAndIncrement()));
    }

    /// The next market of a lane; null if there is none within `timeout`.
    @Nullable
    PolledMarket next(Lane lane, Duration timeout) throws InterruptedException {
        Job job = of(lane).poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return job == null ? null : job.market();
    }

    private PriorityBlockingQueue<Job> of(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane), "every lane has a queue");
    }

    private static PriorityBlockingQueue<Job> emptyQueue() {
        return new PriorityBlockingQueue<>(INITIAL_CAPACITY,
                Comparator.comparing(Job::priority).thenComparingLong(Job::rank).thenComparingLong(Job::number));
    }

    private record Job(PolledMarket market, Work.Priority priority, long rank, long number) {}
}
