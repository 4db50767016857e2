/// Kraken's listing: spot markets.
@NullMarked
package io.cryptodata.producers.venue.kraken;

import org.jspecify.annotations.NullMarked;
