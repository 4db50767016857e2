/// The candle line: hourly candles in, indicator rows and longer candles out.
@NullMarked
package io.cryptodata.streams.candle;

import org.jspecify.annotations.NullMarked;
