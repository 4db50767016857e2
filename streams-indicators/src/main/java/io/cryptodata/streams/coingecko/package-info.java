/// The context line: CoinGecko's rows in, enriched snapshots out.
@NullMarked
package io.cryptodata.streams.coingecko;

import org.jspecify.annotations.NullMarked;
