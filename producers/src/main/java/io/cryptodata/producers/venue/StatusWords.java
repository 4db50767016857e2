package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.ReadableText;
import io.cryptodata.producers.venue.VenueState.Meaning;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words in which one API of a venue reports whether a market trades. What counts is whether candles continue, not
/// whether orders are accepted from an API.
public final class StatusWords {
    private final Map<String, Meaning> meanings = new HashMap<>();

    private StatusWords() {}

    /// @param trading words for a market that trades
    /// @param halted words for a market that does not
    public static StatusWords of(Set<String> trading, Set<String> halted) {
        StatusWords words = new StatusWords();
        trading.forEach(word -> words.meanings.put(keyOf(word), Meaning.TRADING));
        halted.forEach(word -> words.meanings.put(keyOf(word), Meaning.HALTED));
        return words;
    }

    /// The state that a word names, whatever its case.
    public VenueState state(String word) {
        return new VenueState(meanings.getOrDefault(keyOf(word), Meaning.UNKNOWN), ReadableText.of(word));
    }

    private static String keyOf(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
