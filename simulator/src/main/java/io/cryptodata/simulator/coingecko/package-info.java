/// A simulated CoinGecko: two thousand coins with changing prices and ranks, API keys, rate limits and errors.
@NullMarked
package io.cryptodata.simulator.coingecko;

import org.jspecify.annotations.NullMarked;
