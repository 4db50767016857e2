package io.cryptodata.producers.coingecko;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Assembles the pages of one snapshot, in any order, to one list of distinct coins.
///
/// Pages are fetched one after the other, and ranks change in between: a coin that moves to the page before is served on
/// neither, and the one that it displaced is served on both. A coin on two pages therefore shows where another was missed,
/// and the first of the two pages is the one to fetch again.
final class SnapshotAssembly {
    private static final Comparator<Coin> BY_RANK = Comparator
            .<Coin, Integer>comparing(Coin::marketCapRank, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Coin::id);

    private final int pages;
    private final int perPage;
    private final Map<String, Coin> coins = new HashMap<>();
    private final Map<String, Integer> firstSeenOn = new HashMap<>();
    private final Map<Integer, Set<String>> idsOn = new HashMap<>();
    private final NavigableSet<Integer> displaced = new TreeSet<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    SnapshotAssembly(int pages, int perPage) {
        this.pages = pages;
        this.perPage = perPage;
    }

    /// Adds a page, for the first time or again. Of two rows of one coin the one that CoinGecko updated later counts, and of
    /// equally old ones the one added later.
    void add(int number, CoinPage page) {
        Set<String> ids = idsOn.computeIfAbsent(number, _ -> new HashSet<>());
        for (Coin coin : page.coins()) {
            Coin other = coins.get(coin.id());
            boolean again = ids.contains(coin.id());
            ids.add(coin.id());
            if (other != null && !again) {
                count("coins_on_two_pages", 1);
                displaced.add(Math.min(number, firstSeenOn.getOrDefault(coin.id(), number)));
            }
            if (other == null || coin.replaces(other)) {
                coins.put(coin.id(), coin);
            }
            firstSeenOn.merge(coin.id(), number, Math::min);
        }
        count("pages", 1);
        count("rows", page.coins().size());
        count("rows_refused", page.refused());
        count("odd_numbers", page.oddNumbers());
        count("long_numbers", page.longNumbers());
    }

    /// The pages that may hold the missing coins when fetched again: those with too few coins, and those from which a coin
    /// was displaced. Empty if nothing is missing, or if a whole page is missing.
    List<Integer> worthFetchingAgain() {
        if (isComplete() || idsOn.size() < pages) {
            return List.of();
        }
        NavigableSet<Integer> again = new TreeSet<>(displaced);
        idsOn.forEach((number, ids) -> {
            if (ids.size() < perPage) {
                again.add(number);
            }
        });
        return List.copyOf(again);
    }

    /// Whether every page was added, and all of them together hold as many distinct coins as rows.
    boolean isComplete() {
        return idsOn.size() == pages && missing() == 0;
    }

    /// How many coins are missing to fill all pages.
    long missing() {
        return Math.max(0, (long) pages * perPage - coins.size());
    }

    /// Distinct coins, by rank; those without one last.
    List<Coin> coins() {
        return coins.values().stream().sorted(BY_RANK).toList();
    }

    /// The counts of the run: `pages`, `pages_failed`, `rows`, `rows_refused`, `coins`, `coins_on_two_pages`, `coins_missing`,
    /// `odd_numbers`, `long_numbers`.
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> all = new TreeMap<>(counts);
        all.put("coins", (long) coins.size());
        all.put("coins_missing", missing());
        all.put("pages_failed", (long) pages - idsOn.size());
        return all;
    }

    private void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }
}
