package io.cryptodata.producers.listing;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ExchangeListings.Update;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.CallRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.VenueListing;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lists one venue: first immediately, then five minutes before every hour by the venue's clock, so that new markets are
/// recorded before the hour closes. One step at a time; never waits.
public final class VenueLister {
    private static final Logger LOG = LoggerFactory.getLogger(VenueLister.class);
    private static final int NAMED_DOUBTS = 20;
    private static final Duration BEFORE_THE_HOUR = Duration.ofMinutes(5);
    /// the venue's clock is read this often, because it may not advance as ours does
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(100);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(2), LONGEST_DELAY);
    /// of the rows that were left out
    private static final int NAMED_ROWS = 5;

    private final ListedLines lines = new ListedLines();
    private final ListingClient client;
    private final CallRunner calls;
    private final GuardedClock clock;
    private final ListingCatalog catalog;
    private final TaskRuns runs;
    private final InstantSource wallClock;
    private volatile VenueStatus status;
    private volatile boolean hasListed;
    private volatile List<String> warnings = List.of();
    private volatile @Nullable String suspicion;
    private volatile boolean requested;
    private @Nullable String recordedFailure;
    private long listedInHour = Long.MIN_VALUE;
    private int failures;

    /// @param calls runs the calls of the client
    /// @param clock of the venue
    public VenueLister(ListingClient client, CallRunner calls, GuardedClock clock, ListingCatalog catalog,
            TaskRuns runs, InstantSource wallClock) {
        this.client = client;
        this.calls = calls;
        this.clock = clock;
        this.catalog = catalog;
        this.runs = runs;
        this.wallClock = wallClock;
        this.status = VenueStatus.notPolled(client.exchange());
    }

    public VenueStatus status() {
        return status;
    }

    /// Why the last listing was not accepted, and what was doubtful about single markets in it.
    public List<String> warnings() {
        return warnings;
    }

    /// Why the last listing was not accepted; empty if it was.
    Optional<String> suspicion() {
        return Optional.ofNullable(suspicion);
    }

    /// Whether a listing has been received from the venue since this object was created.
    public boolean hasListed() {
        return hasListed;
    }

    /// Requests a listing in the next step, whatever the time.
    void request() {
        requested = true;
    }

    boolean isRequested() {
        return requested;
    }

    /// Reads the venue's clock and lists if it is time, or if that was requested. A requested listing is recorded even if it
    /// fails as the one before did.
    ///
    /// @return the delay before the next step
    public Duration step() {
        Instant started = wallClock.instant();
        boolean now = requested;
        requested = false;
        if (now) {
            recordedFailure = null;
        }
        Fetch<Instant> reading = clock.read(() -> calls.run(client.serverTime(), Priority.LIVE));
        if (!(reading instanceof Fetch.Ok<Instant>(Instant venueTime))) {
            return failed(recordFailure(started, "reading the venue's clock failed: " + describe(reading)));
        }
        long hour = Timeframe.epochHourOf(venueTime.plus(BEFORE_THE_HOUR));
        if (now || hour != listedInHour) {
            String failure = list(venueTime);
            if (failure != null) {
                return failed(failure);
            }
            listedInHour = hour;
            hasListed = true;
        }
        failures = 0;
        recordedFailure = null;
        status = status.available(venueTime);
        return untilNext(venueTime, hour);
    }

    /// @return why it failed; null if it did not
    private @Nullable String list(Instant venueTime) {
        Instant started = wallClock.instant();
        try {
            Fetch<VenueListing> response = calls.run(client.listing(), Priority.LIVE);
            return response instanceof Fetch.Ok<VenueListing>(VenueListing listing)
                    ? record(listing, venueTime, started)
                    : recordFailure(started, describe(response));
        } catch (RuntimeException e) {
            // probably the broker or the registry: the next step retries
            return recordFailure(started, "the listing could not be stored: " + e);
        }
    }

    private @Nullable String record(VenueListing listing, Instant venueTime, Instant started) {
        String exchange = client.exchange();
        Update update = catalog.update(exchange, lines.of(listing, catalog.of(exchange), venueTime),
                ListingRecords.atMillis(venueTime));
        List<String> now = warningsOf(listing, update);
        if (!now.equals(warnings)) {
            now.forEach(warning -> LOG.warn("{}: {}", exchange, warning));
        }
        warnings = now;
        suspicion = update.suspicion();
        report(started, now.isEmpty() ? Outcome.OK : Outcome.PARTIAL, countsOf(listing, update),
                now.isEmpty() ? null : String.join("; ", now));
        return null;
    }

    private static List<String> warningsOf(VenueListing listing, Update update) {
        List<String> warnings = new ArrayList<>();
        if (update.suspicion() != null) {
            warnings.add("not accepted yet: " + update.suspicion());
        }
        if (!listing.leftOut().isEmpty()) {
            warnings.add(listing.leftOut().size() + " rows left out: " + listing.leftOut().stream().limit(NAMED_ROWS)
                    .map(VenueListing.LeftOut::toString).collect(Collectors.joining("; ")));
        }
        update.doubts().stream().limit(NAMED_DOUBTS).forEach(warnings::add);
        if (update.doubts().size() > NAMED_DOUBTS) {
            warnings.add("and " + (update.doubts().size() - NAMED_DOUBTS) + " more");
        }
        return warnings;
    }

    private static Map<String, Long> countsOf(VenueListing listing, Update update) {
        ExchangeListings after = update.after();
        return Map.of("listed", (long) listing.markets().size(), "rows_left_out",
                (long) listing.leftOut().size(), "changed", (long) update.changed().size(), "doubtful",
                (long) update.doubts().size(), "new", update.changed().stream().filter(VenueLister::isNew).count(),
                "trading",
                after.count(ListingStatus.TRADING), "halted", after.count(ListingStatus.HALTED), "delisted",
                after.count(ListingStatus.DELISTED), "renamed", after.count(ListingStatus.RENAMED));
    }

    private static boolean isNew(RecordedListing listing) {
        return listing.firstSeen().equals(listing.publishedAt());
    }

    private static String describe(Fetch<?> response) {
        return response.asFailure().map(Failure::describe).orElse("");
    }

    /// Records a failure once, not for every retry.
    private String recordFailure(Instant started, String reason) {
        if (!reason.equals(recordedFailure)) {
            report(started, Outcome.FAILED, Map.of(), reason);
            recordedFailure = reason;
        }
        return reason;
    }

    private void report(Instant started, Outcome outcome, Map<String, Long> counts, @Nullable String detail) {
        runs.add(new TaskReport("listing." + client.exchange(), started, wallClock.instant(), outcome, counts, detail));
    }

    private Duration failed(String reason) {
        status = status.failed(reason, wallClock.instant());
        failures++;
        return RETRIES.after(failures);
    }

    private static Duration untilNext(Instant venueTime, long hour) {
        Duration delay = Duration.between(venueTime, Timeframe.instantOf(hour + 1).minus(BEFORE_THE_HOUR));
        if (delay.compareTo(SHORTEST_DELAY) < 0) {
            return SHORTEST_DELAY;
        }
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }
}
