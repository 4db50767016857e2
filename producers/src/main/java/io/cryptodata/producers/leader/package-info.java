/// The work of the member that holds partition 0: listings, CoinGecko snapshots and the universe.
@NullMarked
package io.cryptodata.producers.leader;

import org.jspecify.annotations.NullMarked;
