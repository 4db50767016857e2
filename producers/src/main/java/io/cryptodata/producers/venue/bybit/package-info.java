/// Bybit: listing and candles of spot markets and linear contracts.
@NullMarked
package io.cryptodata.producers.venue.bybit;

import org.jspecify.annotations.NullMarked;
