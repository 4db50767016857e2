package io.cryptodata.producers.listing;

import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.CallRunner;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ExchangeListings.Update;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Lists one venue: once at first, then at five to every hour by the venue's own clock, so that the markets of an hour are
/// known when it closes. One step at a time; never waits by itself.
public final class VenueLister {
    private static final Duration BEFORE_THE_HOUR = Duration.ofMinutes(5);
    /// a venue's clock is looked at so often, because it may not run as ours does
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    private final ListingClient client;
    private final CallRunner calls;
    private final ListingCatalog book;
    private final TaskRuns runs;
    private final InstantSource wallClock;
    private volatile VenueStatus status;
    private volatile boolean hasListed;
    private long listedInHour = Long.MIN_VALUE;
    private int failures;

    /// @param calls runs the requests of the client
    public VenueLister(ListingClient client, CallRunner calls, ListingCatalog book, TaskRuns runs, InstantSource wallClock) {
        this.client = client;
        this.calls = calls;
        this.book = book;
        this.runs = runs;
        this.wallClock = wallClock;
        this.status = VenueStatus.notAsked(client.exchange());
    }

    public VenueStatus status() {
        return status;
    }

    /// Whether the venue has told its listing since this began.
    public boolean hasListed() {
        return hasListed;
    }

    /// Looks at the venue's clock and lists if it is time.
    ///
    /// @return how long until the next step
    public Duration step() {
        Instant started = wallClock.instant();
        Fetch<Instant> clock = calls.run(client.serverTime(), Priority.LIVE);
        if (!(clock instanceof Fetch.Ok<Instant>(Instant venueTime))) {
            String trouble = "its clock does not answer: " + clock.asFailure().map(Failure::describe).orElse("");
            // one record for a venue that is away, not one for every try
            return failed(failures == 0 ? refused(started, trouble) : trouble);
        }
        long hour = Timeframe.epochHourOf(venueTime.plus(BEFORE_THE_HOUR));
        if (hour != listedInHour) {
            String trouble = list(venueTime);
            if (trouble != null) {
                return failed(trouble);
            }
            listedInHour = hour;
            hasListed = true;
        }
        failures = 0;
        status = status.answered(venueTime);
        return untilNext(venueTime, hour);
    }

    /// @return what went wrong; null if nothing did
    private @Nullable String list(Instant venueTime) {
        Instant started = wallClock.instant();
        try {
            Fetch<List<Listing>> answer = calls.run(client.listing(), Priority.LIVE);
            return answer instanceof Fetch.Ok<List<Listing>>(List<Listing> listings)
                    ? hear(listings, venueTime, started)
                    : refused(started, answer.asFailure().map(Failure::describe).orElse(""));
        } catch (RuntimeException e) {
            // the broker or the registry, most likely: the next step tries again
            return refused(started, "its listing could not be kept: " + e);
        }
    }

    private @Nullable String hear(List<Listing> listings, Instant venueTime, Instant started) {
        Update heard = book.hear(client.exchange(), listings.stream().map(ListingRecords::told).toList(),
                ListingRecords.atMillis(venueTime));
        report(started, heard.isAccepted() ? Outcome.OK : Outcome.PARTIAL, countsOf(listings.size(), heard),
                heard.suspicion() == null ? null : "not believed yet: " + heard.suspicion());
        return null;
    }

    private static Map<String, Long> countsOf(int listed, Update heard) {
        ExchangeListings after = heard.after();
        return Map.of("listed", (long) listed, "changed", (long) heard.changed().size(), "new",
                heard.changed().stream().filter(VenueLister::isNew).count(), "trading",
                after.count(ListingStatus.TRADING), "halted", after.count(ListingStatus.HALTED), "delisted",
                after.count(ListingStatus.DELISTED), "renamed", after.count(ListingStatus.RENAMED));
    }

    private static boolean isNew(RecordedListing listing) {
        return listing.firstSeen().equals(listing.publishedAt());
    }

    private String refused(Instant started, String trouble) {
        report(started, Outcome.FAILED, Map.of(), trouble);
        return trouble;
    }

    private void report(Instant started, Outcome outcome, Map<String, Long> counts, @Nullable String detail) {
        runs.add(new TaskReport("listing." + client.exchange(), started, wallClock.instant(), outcome, counts, detail));
    }

    private Duration failed(String trouble) {
        status = status.failed(trouble, wallClock.instant());
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }

    private static Duration untilNext(Instant venueTime, long hour) {
        Duration wait = Duration.between(venueTime, Timeframe.instantOf(hour + 1).minus(BEFORE_THE_HOUR));
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
