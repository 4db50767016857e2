/// Kraken's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.kraken;

import org.jspecify.annotations.NullMarked;
