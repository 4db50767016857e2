package io.cryptodata.producers.listing;

import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Lists every venue in a loop of its own, so that a slow one delays no other.
public final class ListingJob implements AutoCloseable {
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
    /// how soon a requested listing ends the pause before the next one
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private final List<VenueLister> venues;
    private final List<Loop> loops;

    /// @param time the clock by which it pauses between listings
    /// @param pause of a venue: it is not listed during it
    public ListingJob(List<VenueLister> venues, WallTime time, Function<String, FetchPause> pause) {
        this.venues = List.copyOf(venues);
        this.loops = venues.stream()
                .map(venue -> Loop
                        .of("listing-" + venue.status().exchange(), RETRIES,
                                pause.apply(venue.status().exchange()).outside(() -> step(venue, time)))
                        .closingWithin(Duration.ZERO))
                .toList();
    }

    public void start() {
        loops.forEach(Loop::start);
    }

    /// Lists a venue now; within a second if it pauses between two listings.
    public void request(String exchange) {
        venues.stream().filter(venue -> venue.status().exchange().equals(exchange)).forEach(VenueLister::request);
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
        Duration left = venue.step();
        while (left.isPositive() && !venue.isRequested()) {
            Duration sleep = left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
            time.pause(sleep);
            left = left.minus(sleep);
        }
        return Duration.ZERO;
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }
}
