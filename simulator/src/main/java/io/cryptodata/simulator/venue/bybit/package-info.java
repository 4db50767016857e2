/// Bybit's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.bybit;

import org.jspecify.annotations.NullMarked;
