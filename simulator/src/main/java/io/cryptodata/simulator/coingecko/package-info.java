/// A fake CoinGecko: two thousand invented coins whose prices and ranks move, with its keys, limits and errors.
@NullMarked
package io.cryptodata.simulator.coingecko;

import org.jspecify.annotations.NullMarked;
