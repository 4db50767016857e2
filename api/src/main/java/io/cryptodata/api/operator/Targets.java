package io.cryptodata.api.operator;

import io.cryptodata.api.http.ProblemException;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// What actions may be about, as the pipeline knows it now.
///
/// @param venues whose listing or candles are requested
/// @param venuesWithCandles of these, those whose candles are fetched
/// @param hasCoins whether CoinGecko's snapshots are taken
public record Targets(Set<String> venues, Set<String> venuesWithCandles, boolean hasCoins) {
    /// All that can be run now, by the names of the tasks.
    public Set<String> tasks() {
        Set<String> tasks = new TreeSet<>(Set.of("listing", "universe"));
        venues.forEach(venue -> tasks.add("listing." + venue));
        venuesWithCandles.forEach(venue -> tasks.add("candles." + venue));
        if (hasCoins) {
            tasks.add("coingecko");
        }
        return tasks;
    }

    void requireTask(String task) {
        require(task, tasks(), "task that can be run");
    }

    void requireVenue(String venue) {
        require(venue, venues, "venue");
    }

    void requireVenueWithCandles(String venue) {
        require(venue, venuesWithCandles, "venue with candles");
    }

    private static void require(String target, Collection<String> known, String what) {
        if (!known.contains(target)) {
            throw ProblemException.notFound("there is no " + what + " '" + target + "'; "
                    + (known.isEmpty() ? "none is known yet" : "there are " + String.join(", ", new TreeSet<>(known))))
                    .about("target");
        }
    }
}
