/// Binance's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.binance;

import org.jspecify.annotations.NullMarked;
