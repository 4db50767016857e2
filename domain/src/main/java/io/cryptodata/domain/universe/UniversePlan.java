package io.cryptodata.domain.universe;

import java.util.List;
import java.util.Map;

/// The changes that follow from rules, listings and declarations.
///
/// @param changed entries to publish, by key
/// @param refused why markets that should be tracked cannot be, by `exchange:asset`
/// @param ranksUnavailable whether no market can be added because CoinGecko's ranks are not available
public record UniversePlan(List<UniverseMarket> changed, Map<String, String> refused, boolean ranksUnavailable) {
    public UniversePlan {
        changed = List.copyOf(changed);
        refused = Map.copyOf(refused);
    }
}
