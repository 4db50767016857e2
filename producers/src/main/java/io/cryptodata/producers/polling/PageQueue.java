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

/// Pages to be asked for, most urgent first, then by the market's rank, then first come first served. A market is in it at most once, so it is never
/// longer than the universe.
final class PageQueue {
    private static final int FIRST_CAPACITY = 64;

    private final Map<Lane, PriorityBlockingQueue<Job>> lanes = new EnumMap<>(Lane.class);
    private final AtomicLong jobs = new AtomicLong();

    PageQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, emptyQueue());
        }
    }

    /// Adds a market that was taken for this.
    void add(MarketTrack track, Work.Priority priority) {
        of(Lane.of(track.tracked().market(), priority))
                .add(new Job(track, priority, track.rank(), jobs.getAndIncrement()));
    }

    /// The next market of a lane; null if there was none for `patience`.
    @Nullable
    MarketTrack next(Lane lane, Duration patience) throws InterruptedException {
        Job job = of(lane).poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return job == null ? null : job.track();
    }

    private PriorityBlockingQueue<Job> of(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane), "every lane has a queue");
    }

    private static PriorityBlockingQueue<Job> emptyQueue() {
        return new PriorityBlockingQueue<>(FIRST_CAPACITY,
                Comparator.comparing(Job::priority).thenComparingLong(Job::rank).thenComparingLong(Job::number));
    }

    private record Job(MarketTrack track, Work.Priority priority, long rank, long number) {}
}
