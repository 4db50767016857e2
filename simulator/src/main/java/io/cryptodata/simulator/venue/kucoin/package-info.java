/// KuCoin's dialect: paths, names, bodies, limits.
@NullMarked
package io.cryptodata.simulator.venue.kucoin;

import org.jspecify.annotations.NullMarked;
