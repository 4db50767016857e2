/// Binance's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.binance;

import org.jspecify.annotations.NullMarked;
