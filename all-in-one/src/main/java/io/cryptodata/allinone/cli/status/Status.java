package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What `./cda status` found out.
///
/// @param tasks the last run of each recurring task
/// @param venueTimes the clock of each venue: what it says itself, or what it has reached at least
/// @param asked when, by our own clock
record Status(List<PartState> parts, List<TaskState> tasks, List<MarketState> markets,
        Map<String, Instant> venueTimes, Instant asked) {
    /// the newest hour may be on its way
    private static final long ON_ITS_WAY = 1;

    Status {
        parts = List.copyOf(parts);
        tasks = List.copyOf(tasks);
        markets = List.copyOf(markets);
        venueTimes = Map.copyOf(venueTimes);
    }

    boolean isEverythingUp() {
        return parts.stream().allMatch(part -> part.condition() == PartState.Condition.UP);
    }

    /// Null where nothing of the market or of its venue's clock is known.
    @Nullable
    Long lagHours(MarketState market) {
        Instant now = venueTimes.get(market.exchange());
        return now == null ? null : market.lagHours(now);
    }

    /// Whether more than the newest closed hour is lacking of a market that trades.
    boolean isBehind(MarketState market) {
        Long lag = lagHours(market);
        return market.trades() && (lag == null || lag > ON_ITS_WAY);
    }

    /// Whether anything of it is lacking.
    boolean isInTrouble(MarketState market) {
        return isBehind(market) || market.missingHours() > 0;
    }
}
