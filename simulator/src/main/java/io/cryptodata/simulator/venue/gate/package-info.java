/// Gate.io's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.gate;

import org.jspecify.annotations.NullMarked;
