package io.cryptodata.producers.venue.okx;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// What OKX's clock said last, and therefore where an hour's candles are: only the newest 1,440 hours are among the recent
/// ones, by the venue's clock, which may be years away from ours and run faster. Safe for many threads.
final class OkxClock {
    /// older hours are not looked for among the recent ones; the 440 hours to their end are how far the clock may have gone
    /// since it was seen
    private static final Duration RECENT = Duration.ofHours(1000);
    /// of hours that are younger nobody doubts where they are, even if they wait for budget
    private static final Duration SURELY_RECENT = Duration.ofHours(300);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private volatile @Nullable Sighting last;

    /// @param ours our own clock when the answer was there
    private record Sighting(Instant venue, Instant ours) {}

    void saw(Instant venue, Instant ours) {
        last = new Sighting(venue, ours);
    }

    /// Whether it was seen so lately that it cannot have gone far since.
    boolean isFresh(Instant ours) {
        Sighting seen = last;
        return seen != null && Duration.between(seen.ours, ours).compareTo(FRESH) <= 0;
    }

    /// What it says now if it goes as ours does; null before it was seen.
    @Nullable
    Instant now(Instant ours) {
        Sighting seen = last;
        return seen == null ? null : seen.venue.plus(Duration.between(seen.ours, ours));
    }

    /// Where the hours from `from` on are asked for.
    OkxApi placeOf(Instant from) {
        Sighting seen = last;
        return seen != null && !from.isBefore(seen.venue.minus(RECENT)) ? OkxApi.RECENT : OkxApi.HISTORY;
    }

    /// Where they may be asked for, when the request has waited for its turn and the clock has gone on.
    Set<OkxApi> placesOf(Instant from) {
        Sighting seen = last;
        if (seen != null && !from.isBefore(seen.venue.minus(SURELY_RECENT))) {
            return Set.of(OkxApi.RECENT);
        }
        return seen != null && placeOf(from) == OkxApi.HISTORY
                ? Set.of(OkxApi.HISTORY)
                : Set.of(OkxApi.RECENT, OkxApi.HISTORY);
    }
}
