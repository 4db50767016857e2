package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What `./cda status` found out.
///
/// @param venueTimes the clock of each venue: what it says itself, or what it has reached at least
record Status(List<PartState> parts, List<MarketState> markets, Map<String, Instant> venueTimes) {

    Status {
        parts = List.copyOf(parts);
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
}
