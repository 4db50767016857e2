package io.cryptodata.allinone.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What one run under fire is like.
///
/// @param seed draws the world and all that goes wrong; the same seed replays the run
/// @param days how long things go wrong, in simulated time; a calm day follows
/// @param markets over all five venues, half of them contracts
/// @param members how many producer processes share the work: with two, one is killed in the middle
/// @param hoursPerSecond simulated hours per second
record ChaosOptions(long seed, int days, int markets, int members, double hoursPerSecond) {
    static final List<String> CANDLE_VENUES = List.of("binance", "bybit", "okx", "bitget", "mexc");
    static final List<String> VENUES = List.of("binance", "bybit", "okx", "bitget", "mexc", "kucoin", "gate", "kraken");
    static final Duration HISTORY = Duration.ofDays(1);
    /// second looks reach back a day, and revisions come up to twenty hours late
    private static final Duration CALM = Duration.ofHours(46);
    private static final int MEMBERS_AT_MOST = 2;

    ChaosOptions {
        if (days < 1 || markets < 10 || members < 1 || members > MEMBERS_AT_MOST || hoursPerSecond <= 0) {
            throw new IllegalArgumentException("a run needs at least one day, ten markets, one or two members and a "
                    + "speed, but was " + days + ", " + markets + ", " + members + ", " + hoursPerSecond);
        }
    }

    Duration unrest() {
        return Duration.ofDays(days);
    }

    Instant endAfter(Instant start) {
        return start.plus(unrest()).plus(CALM);
    }

    /// Markets of each kind on each venue.
    int ofEachKind() {
        return Math.ceilDiv(markets, 2 * CANDLE_VENUES.size());
    }
}
