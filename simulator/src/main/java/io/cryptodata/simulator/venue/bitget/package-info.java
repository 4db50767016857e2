/// Bitget's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.bitget;

import org.jspecify.annotations.NullMarked;
