package io.cryptodata.domain.universe;

import java.util.List;
import java.util.Map;

/// What follows from rules, listings and declarations.
///
/// @param changed entries to be written, by key
/// @param refused markets that cannot be tracked although they should be, and why, by `exchange:asset`
/// @param awaitsCoins whether nobody could join because no coin's place is known yet
public record UniversePlan(List<UniverseMarket> changed, Map<String, String> refused, boolean awaitsCoins) {
    public UniversePlan {
        changed = List.copyOf(changed);
        refused = Map.copyOf(refused);
    }
}
