/// Hourly candles in, longer candles and indicator rows of all timeframes out.
@NullMarked
package io.cryptodata.domain.fold;

import org.jspecify.annotations.NullMarked;
