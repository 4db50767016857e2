/// CoinGecko's coins: one coin of a snapshot, and the fold that enriches it.
@NullMarked
package io.cryptodata.domain.coin;

import org.jspecify.annotations.NullMarked;
