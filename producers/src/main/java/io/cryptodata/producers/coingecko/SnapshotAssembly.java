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

/// The pages of one snapshot, as they come, as one list of different coins.
///
/// Pages are asked for one after the other, and ranks change in between: a coin that moves to the page before is served on
/// neither, and the one that it displaced is served on both. A coin on two pages therefore tells where another was
/// missed, and the first of the two pages is the one to ask again.
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

    /// Takes in a page, for the first time or again. Of two rows of one coin the one that CoinGecko updated later counts,
    /// and of equally old ones the one that came later.
    void came(int number, CoinPage page) {
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

    /// Which pages may show what is missing if they are asked again: those with too few coins, and those from which a
    /// coin was displaced. Empty if nothing is missing, or if a page is missing altogether.
    List<Integer> worthAskingAgain() {
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

    /// Whether every page came, and with as many different coins as there are places on them.
    boolean isComplete() {
        return idsOn.size() == pages && missing() == 0;
    }

    /// How many coins fewer there are than places on the pages.
    long missing() {
        return Math.max(0, (long) pages * perPage - coins.size());
    }

    /// Different coins, by rank; those without one last.
    List<Coin> coins() {
        return coins.values().stream().sorted(BY_RANK).toList();
    }

    /// What was seen: `pages`, `pages_failed`, `rows`, `rows_refused`, `coins`, `coins_on_two_pages`, `coins_missing`,
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
