package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.venue.Listing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Finds the beginning of a contract's history. Bitget serves at most ninety days of it at once, so that the first ninety
/// days with a candle are found by bisection: from its first candle on a contract has candles in every window. One request
/// for the venue's clock and six for sixty-three windows are the most. Windows begin and end at midnight, so that each day
/// is in one of them.
final class ContractHistory {
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

    /// The day of the first candle; where the last ninety days have none, the time of listing.
    Call<Optional<Instant>> firstDay() {
        return client.serverTime().then(now -> {
            long windows = Math.clamp(Duration.between(BEGIN, now).dividedBy(WINDOW) + 1, 1, MOST_WINDOWS);
            return search(new Windows(now, Timeframe.D1.end(now), windows), 0, windows, Optional.empty());
        });
    }

    /// @param midnight after `now`
    private record Windows(Instant now, Instant midnight, long count) {
        Instant start(long number) {
            return midnight.minus(WINDOW.multipliedBy(count - number));
        }

        /// Exclusive, and not in the future.
        Instant end(long number) {
            return number == count - 1 ? now : start(number + 1);
        }
    }

    /// @param low the first window that may hold the first candle
    /// @param high the first window that was found to have candles
    /// @param found the oldest day in that window
    private Call<Optional<Instant>> search(Windows windows, long low, long high, Optional<Instant> found) {
        if (low >= high) {
            return Call.value(found.or(this::listedAt));
        }
        long middle = (low + high) / 2;
        return client.oldestDay(api, listing, windows.start(middle), windows.end(middle))
                .then(day -> day.isPresent()
                        ? search(windows, low, middle, day)
                        : search(windows, middle + 1, high, found));
    }

    private Optional<Instant> listedAt() {
        return Optional.ofNullable(listing.listedAt()).map(time -> time.truncatedTo(ChronoUnit.HOURS));
    }
}
