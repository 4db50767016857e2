package io.cryptodata.producers.coingecko;

import java.util.List;

/// A page of `/coins/markets`.
///
/// @param coins as served, repeats included
/// @param refused how many rows are no coins: without an id, a symbol or a name
/// @param oddNumbers how many fields hold an invalid number or time and are null
/// @param longNumbers how many numbers have more digits than a double carries
public record CoinPage(List<Coin> coins, int refused, int oddNumbers, int longNumbers) {
    public CoinPage {
        coins = List.copyOf(coins);
    }

    /// The number of distinct coins.
    long distinct() {
        return coins.stream().map(Coin::id).distinct().count();
    }
}
