package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.Fetch;

/// Fetches pages of coins.
@FunctionalInterface
interface CoinPages {
    /// @param number 1 is the first
    Fetch<CoinPage> page(int number);
}
