/// Kraken's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.kraken;

import org.jspecify.annotations.NullMarked;
