/// KuCoin's dialect: paths, symbols, bodies and rate limits.
@NullMarked
package io.cryptodata.simulator.venue.kucoin;

import org.jspecify.annotations.NullMarked;
