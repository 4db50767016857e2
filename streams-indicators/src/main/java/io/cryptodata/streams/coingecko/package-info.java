/// The context line: CoinGecko's rows in, the same enriched out.
@NullMarked
package io.cryptodata.streams.coingecko;

import org.jspecify.annotations.NullMarked;
