/// Markets, their candles and indicators, and the newest closed bar of every market.
@NullMarked
package io.cryptodata.api.market;

import org.jspecify.annotations.NullMarked;
