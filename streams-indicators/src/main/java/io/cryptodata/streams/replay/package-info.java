/// A replay of markets: their hours are read from `candles.1h` and published in order to `candles.replay`.
@NullMarked
package io.cryptodata.streams.replay;

import org.jspecify.annotations.NullMarked;
