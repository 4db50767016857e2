/// MEXC's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.mexc;

import org.jspecify.annotations.NullMarked;
