package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lines of a listing, one for each unified name, whatever their order. Of several markets with one name, the one that is
/// recorded under it keeps it. A name that is new goes to a trading market before a halted one, then to the one whose venue
/// symbol consists of the two currencies, then to the first by venue symbol.
final class NamedLines {
    private static final Comparator<Listed> BY_VENUE_SYMBOL = Comparator.comparing(Listed::venueSymbol)
            .thenComparing(Listed::venueStatus).thenComparing(Listed::contractSize)
            .thenComparing(Listed::listedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Listed::rank, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Listed::volumeUsd, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<String, Listed> byName = new TreeMap<>();
    private final List<String> doubts = new ArrayList<>();

    NamedLines(Collection<Listed> complete, Map<String, RecordedListing> recorded) {
        Map<String, List<Listed>> candidates = new TreeMap<>();
        complete.forEach(line -> candidates.computeIfAbsent(line.asset(), _ -> new ArrayList<>()).add(line));
        candidates.forEach((name, lines) -> choose(name, lines, recorded.get(name)));
    }

    /// By unified name.
    Map<String, Listed> byName() {
        return byName;
    }

    /// Names that stand for more than one market, and those that another market has taken over.
    List<String> doubts() {
        return doubts;
    }

    private void choose(String name, List<Listed> lines, @Nullable RecordedListing recorded) {
        String holder = recorded == null ? null : recorded.last().venueSymbol();
        lines.sort(Comparator.comparing((Listed line) -> !line.venueSymbol().equals(holder))
                .thenComparing(line -> !line.trading()).thenComparing(line -> !isMadeOfTheCurrencies(line))
                .thenComparing(BY_VENUE_SYMBOL));
        Listed chosen = lines.getFirst();
        byName.put(name, chosen);
        List<String> others = lines.stream().map(Listed::venueSymbol)
                .filter(symbol -> !symbol.equals(chosen.venueSymbol())).distinct().sorted().toList();
        if (!others.isEmpty()) {
            doubts.add("%s is the name of %s and of %s: %s keeps it, %3$s is left out".formatted(name,
                    chosen.venueSymbol(), String.join(", ", others), chosen.venueSymbol()));
        }
        if (recorded != null && recorded.status().isListed() && !chosen.venueSymbol().equals(holder)) {
            doubts.add("%s was %s and is %s now: it may be another market".formatted(name, holder,
                    chosen.venueSymbol()));
        }
    }

    private static boolean isMadeOfTheCurrencies(Listed line) {
        String pair = line.asset().split(":", 2)[0];
        return lettersOf(line.venueSymbol()).equalsIgnoreCase(lettersOf(pair));
    }

    private static String lettersOf(String name) {
        StringBuilder letters = new StringBuilder();
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
