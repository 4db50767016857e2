/// Bitget's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.bitget;

import org.jspecify.annotations.NullMarked;
