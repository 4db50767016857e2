/// OKX's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.okx;

import org.jspecify.annotations.NullMarked;
