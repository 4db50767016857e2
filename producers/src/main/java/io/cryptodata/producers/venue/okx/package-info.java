/// OKX: listing and candles of spot markets and linear contracts.
@NullMarked
package io.cryptodata.producers.venue.okx;

import org.jspecify.annotations.NullMarked;
