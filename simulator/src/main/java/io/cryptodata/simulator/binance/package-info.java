/// Binance's spot dialect: paths, parameters, errors, weights and bans.
@NullMarked
package io.cryptodata.simulator.binance;

import org.jspecify.annotations.NullMarked;
