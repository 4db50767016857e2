package io.cryptodata.producers.coingecko;

import java.util.List;

/// A page of `/coins/markets`.
///
/// @param coins as served, repeats and all
/// @param refused how many rows were no coins: without an id, a symbol or a name
/// @param oddNumbers how many fields held something that is no such number or time, and count as unknown
/// @param longNumbers how many numbers have more digits than a double carries
public record CoinPage(List<Coin> coins, int refused, int oddNumbers, int longNumbers) {
    public CoinPage {
        coins = List.copyOf(coins);
    }

    /// How many different coins are on it.
    long distinct() {
        return coins.stream().map(Coin::id).distinct().count();
    }
}
