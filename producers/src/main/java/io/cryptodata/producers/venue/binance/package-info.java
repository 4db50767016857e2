/// Binance: listing and candles of spot markets and linear contracts.
@NullMarked
package io.cryptodata.producers.venue.binance;

import org.jspecify.annotations.NullMarked;
