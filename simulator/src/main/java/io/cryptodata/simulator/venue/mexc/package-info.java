/// MEXC's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.mexc;

import org.jspecify.annotations.NullMarked;
