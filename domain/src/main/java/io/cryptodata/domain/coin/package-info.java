/// CoinGecko's coins: what is told of one in a snapshot, and the fold that enriches it.
@NullMarked
package io.cryptodata.domain.coin;

import org.jspecify.annotations.NullMarked;
