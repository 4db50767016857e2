/// MEXC: listing and candles of spot markets and linear contracts.
@NullMarked
package io.cryptodata.producers.venue.mexc;

import org.jspecify.annotations.NullMarked;
