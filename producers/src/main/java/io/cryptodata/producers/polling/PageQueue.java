package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Pages to be asked for, most urgent first, then by the market's rank, then first come first served. A market is in it at most once, so it is never
/// longer than the universe.
final class PageQueue {
    private static final int FIRST_CAPACITY = 64;

    private final PriorityBlockingQueue<Job> newest = emptyQueue();
    private final PriorityBlockingQueue<Job> older = emptyQueue();
    private final AtomicLong jobs = new AtomicLong();

    /// Adds a market that was taken for this.
    void add(MarketTrack track, Work.Priority priority) {
        of(priority == Work.Priority.LIVE ? VenuePoller.Lane.NEWEST : VenuePoller.Lane.OLDER)
                .add(new Job(track, priority, rankOf(track), jobs.getAndIncrement()));
    }

    /// The next market of a lane; null if there was none for `patience`.
    @Nullable
    MarketTrack next(VenuePoller.Lane lane, Duration patience) throws InterruptedException {
        Job job = of(lane).poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return job == null ? null : job.track();
    }

    private PriorityBlockingQueue<Job> of(VenuePoller.Lane lane) {
        return switch (lane) {
            case NEWEST -> newest;
            case OLDER -> older;
        };
    }

    private static PriorityBlockingQueue<Job> emptyQueue() {
        return new PriorityBlockingQueue<>(FIRST_CAPACITY,
                Comparator.comparing(Job::priority).thenComparingLong(Job::rank).thenComparingLong(Job::number));
    }

    /// A market without a rank comes after all that have one.
    private static long rankOf(MarketTrack track) {
        Integer rank = track.tracked().rank();
        return rank == null ? Long.MAX_VALUE : rank;
    }

    private record Job(MarketTrack track, Work.Priority priority, long rank, long number) {}
}
