/// Bybit's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.bybit;

import org.jspecify.annotations.NullMarked;
