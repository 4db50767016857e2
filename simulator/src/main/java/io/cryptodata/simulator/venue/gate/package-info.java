/// Gate.io's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.gate;

import org.jspecify.annotations.NullMarked;
