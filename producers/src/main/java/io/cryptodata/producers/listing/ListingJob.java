package io.cryptodata.producers.listing;

import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Lists every venue in a loop of its own, so that a slow one delays no other.
public final class ListingJob implements AutoCloseable {
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final List<VenueLister> venues;
    private final List<Loop> loops;

    /// @param time the clock by which it pauses between listings
    /// @param pause no venue is listed during it
    public ListingJob(List<VenueLister> venues, WallTime time, FetchPause pause) {
        this.venues = List.copyOf(venues);
        this.loops = venues.stream()
                .map(venue -> Loop
                        .of("listing-" + venue.status().exchange(), RETRIES, pause.outside(() -> step(venue, time)))
                        .closingWithin(Duration.ZERO))
                .toList();
    }

    public void start() {
        loops.forEach(Loop::start);
    }

    /// Whether each of these venues has been listed since the start.
    public boolean haveListed(List<String> exchanges) {
        return venues.stream().filter(venue -> exchanges.contains(venue.status().exchange()))
                .allMatch(VenueLister::hasListed);
    }

    public List<VenueStatus> status() {
        return venues.stream().map(VenueLister::status).toList();
    }

    /// What is doubtful about the venues' last listings, each with the venue.
    public List<String> warnings() {
        return venues.stream().flatMap(venue -> venue.warnings().stream()
                .map(warning -> "listing of " + venue.status().exchange() + ": " + warning)).toList();
    }

    /// Degraded while the listing of a venue fails for internal reasons or is not accepted; unavailable venues are in
    /// [#status()].
    public Health health() {
        Stream<String> failures = loops.stream().flatMap(loop -> loop.health().reasons().stream());
        Stream<String> suspicions = venues.stream().flatMap(venue -> venue.suspicion().stream()
                .map(suspicion -> "the listing of " + venue.status().exchange() + " is not accepted: " + suspicion));
        return Health.ofReasons(Stream.concat(failures, suspicions).toList());
    }

    private static Duration step(VenueLister venue, WallTime time) throws InterruptedException {
        time.pause(venue.step());
        return Duration.ZERO;
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }
}
