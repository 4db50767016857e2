package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a complete listing is not believed.
///
/// @param endsByItself whether another suspicious listing, late enough, confirms it
record Suspicion(String reason, boolean endsByItself) {
    private static final int NAMED_WORDS = 3;

    /// An empty listing and one whose status words are mostly unknown are no evidence, however often they are repeated: the
    /// venue or its dialect has changed. A listing that lacks markets is confirmed by repetition.
    ///
    /// @param lines by unified name
    /// @param traded the entries that traded before
    /// @param trades whether an entry still trades, under its name or another
    /// @return null if nothing is suspicious
    static @Nullable Suspicion of(Map<String, Listed> lines, List<RecordedListing> traded,
            Predicate<RecordedListing> trades) {
        if (lines.isEmpty()) {
            return new Suspicion("the listing is empty", false);
        }
        List<Listed> mayTrade = lines.values().stream().filter(line -> line.trading() || !line.statusKnown()).toList();
        List<Listed> traders = traded.stream().flatMap(entry -> Stream.ofNullable(lines.get(entry.asset()))).toList();
        Suspicion now = unknown(mayTrade, mayTrade.size(), "may trade");
        Suspicion since = now == null ? unknown(traders, traded.size(), "traded before") : now;
        return since == null ? lacking(traded, trades) : since;
    }

    private static @Nullable Suspicion unknown(Collection<Listed> lines, int markets, String which) {
        List<Listed> unknown = lines.stream().filter(line -> !line.statusKnown()).toList();
        return unknown.size() * 2 > markets
                ? new Suspicion("the status of %d of the %d markets that %s is unknown: %s".formatted(unknown.size(),
                        markets, which, wordsOf(unknown)), false)
                : null;
    }

    private static String wordsOf(List<Listed> unknown) {
        List<String> words = unknown.stream().map(Listed::venueStatus).distinct().sorted().toList();
        String named = words.stream().limit(NAMED_WORDS).map(word -> "'" + word + "'")
                .collect(Collectors.joining(", "));
        return words.size() > NAMED_WORDS ? named + ", ..." : named;
    }

    private static @Nullable Suspicion lacking(List<RecordedListing> traded, Predicate<RecordedListing> trades) {
        long lacking = traded.stream().filter(trades.negate()).count();
        return lacking * 2 > traded.size()
                ? new Suspicion("the listing lacks " + lacking + " of the " + traded.size()
                        + " markets that traded before", true)
                : null;
    }
}
