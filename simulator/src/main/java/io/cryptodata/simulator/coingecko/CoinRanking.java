package io.cryptodata.simulator.coingecko;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The coins by market capitalisation per slot. Thread-safe.
final class CoinRanking {
    private static final int SLOTS_KEPT = 4;

    private final List<SeededCoin> coins;
    private final SequencedMap<Long, List<SeededCoin>> ranked = new LinkedHashMap<>();

    CoinRanking(List<SeededCoin> coins) {
        this.coins = coins;
    }

    /// All coins, the largest first.
    synchronized List<SeededCoin> at(long slot) {
        List<SeededCoin> cached = ranked.get(slot);
        if (cached != null) {
            return cached;
        }
        if (ranked.size() >= SLOTS_KEPT) {
            ranked.pollFirstEntry();
        }
        Map<SeededCoin, Double> caps = coins.stream()
                .collect(Collectors.toMap(Function.identity(), coin -> coin.marketCap(slot)));
        List<SeededCoin> sorted = coins.stream()
                .sorted(Comparator.comparing((SeededCoin coin) -> caps.getOrDefault(coin, 0.0)).reversed()).toList();
        ranked.put(slot, sorted);
        return sorted;
    }
}
