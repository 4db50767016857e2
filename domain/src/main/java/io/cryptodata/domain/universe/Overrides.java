package io.cryptodata.domain.universe;

import java.util.Map;
import java.util.Set;

/// What operators have declared.
///
/// @param declarations by `exchange:asset`, whatever it names: true forces the market to be tracked, false leaves it out
/// @param excludedBases bases none of whose markets is tracked unless declared
public record Overrides(Map<String, Boolean> declarations, Set<String> excludedBases) {
    public Overrides {
        declarations = Map.copyOf(declarations);
        excludedBases = Set.copyOf(excludedBases);
    }

    /// Nothing is declared.
    public static Overrides none() {
        return new Overrides(Map.of(), Set.of());
    }
}
