/// Bitget: listing and candles of spot markets and linear contracts.
@NullMarked
package io.cryptodata.producers.venue.bitget;

import org.jspecify.annotations.NullMarked;
