/// CoinGecko: its API, and a snapshot of its coins every half hour.
@NullMarked
package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.NullMarked;
