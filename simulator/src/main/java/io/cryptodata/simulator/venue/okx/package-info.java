/// OKX's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.okx;

import org.jspecify.annotations.NullMarked;
