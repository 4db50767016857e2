package io.cryptodata.producers.listing;

import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.ratelimit.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Lists every venue, each in a thread of its own, so that a slow one delays no other.
public final class ListingJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListingJob.class);
    private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final List<VenueLister> venues;
    private final WallTime time;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param time what it waits by from one listing to the next
    public ListingJob(List<VenueLister> venues, WallTime time) {
        this.venues = List.copyOf(venues);
        this.time = time;
    }

    public void start() {
        for (VenueLister venue : venues) {
            threads.add(Thread.ofVirtual().name("listing-" + venue.status().exchange()).start(() -> run(venue)));
        }
    }

    /// Whether each of these venues has told its listing.
    public boolean haveListed(List<String> exchanges) {
        return venues.stream().filter(venue -> exchanges.contains(venue.status().exchange()))
                .allMatch(VenueLister::hasListed);
    }

    public List<VenueStatus> status() {
        return venues.stream().map(VenueLister::status).toList();
    }

    private void run(VenueLister venue) {
        try {
            while (closed.getCount() > 0) {
                time.pause(step(venue));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration step(VenueLister venue) {
        try {
            return venue.step();
        } catch (RuntimeException e) {
            // a mistake of ours with one venue must not stop the others, nor this one for ever
            LOG.error("listing {} went wrong", venue.status().exchange(), e);
            return AFTER_A_MISTAKE;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.join(CLOSING)) {
                    LOG.warn("{} does not end", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
