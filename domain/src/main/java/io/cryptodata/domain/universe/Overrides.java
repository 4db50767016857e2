package io.cryptodata.domain.universe;

import java.util.Map;
import java.util.Set;

/// The operators' overrides.
///
/// @param declarations by `exchange:asset`, valid or not: true forces the market to be tracked, false leaves it out
/// @param excludedBases bases whose markets are not tracked unless declared
public record Overrides(Map<String, Boolean> declarations, Set<String> excludedBases) {
    public Overrides {
        declarations = Map.copyOf(declarations);
        excludedBases = Set.copyOf(excludedBases);
    }

    /// No overrides.
    public static Overrides none() {
        return new Overrides(Map.of(), Set.of());
    }
}
