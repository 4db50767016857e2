/// Coins by market capitalisation, from CoinGecko's snapshots.
@NullMarked
package io.cryptodata.api.coin;

import org.jspecify.annotations.NullMarked;
