package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Where a contract's history begins. Bitget shows at most ninety days of it at once, so that the first ninety days with a
/// candle are looked for by halving: a contract that has begun has candles ever since.
final class ContractHistory {
    /// what one search needs at most: the venue's clock, and six halvings for sixty-three windows
    static final int MOST_REQUESTS = 7;
    /// before the first contract
    private static final Instant BEGIN = Instant.parse("2018-07-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final long MOST_WINDOWS = 63;

    private final BitgetClient client;
    private final Listing listing;
    private final BitgetApi api;

    ContractHistory(BitgetClient client, Listing listing) {
        this.client = client;
        this.listing = listing;
        this.api = BitgetApi.of(listing.market());
    }

    /// The day of the first candle; where there is none in the last ninety days, what the listing says.
    Fetch<Optional<Instant>> firstDay() {
        return switch (client.serverTime()) {
            case Fetch.Ok<Instant>(Instant now) -> before(now);
            case Fetch.SlowDown<Instant> no -> new Fetch.SlowDown<>(no.retryAfter(), no.reason());
            case Fetch.Banned<Instant> no -> new Fetch.Banned<>(no.retryAfter(), no.reason());
            case Fetch.Unavailable<Instant> no -> new Fetch.Unavailable<>(no.reason());
            case Fetch.Rejected<Instant> no -> new Fetch.Rejected<>(no.reason());
            case Fetch.Unreadable<Instant> no -> new Fetch.Unreadable<>(no.reason(), no.excerpt());
        };
    }

    private Fetch<Optional<Instant>> before(Instant now) {
        long windows = Math.clamp(Duration.between(BEGIN, now).dividedBy(WINDOW) + 1, 1, MOST_WINDOWS);
        long low = 0;
        long high = windows;
        Optional<Instant> found = Optional.empty();
        while (low < high) {
            long middle = (low + high) / 2;
            Instant end = now.minus(WINDOW.multipliedBy(windows - 1 - middle));
            Fetch<Optional<Instant>> oldest = client.oldest(api, listing, "1Dutc", end.minus(WINDOW), end);
            if (!(oldest instanceof Fetch.Ok<Optional<Instant>>(Optional<Instant> day))) {
                return oldest;
            }
            if (day.isPresent()) {
                found = day;
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Fetch.Ok<>(found.or(this::listed));
    }

    private Optional<Instant> listed() {
        return Optional.ofNullable(listing.listedAt()).map(time -> time.truncatedTo(ChronoUnit.HOURS));
    }
}
