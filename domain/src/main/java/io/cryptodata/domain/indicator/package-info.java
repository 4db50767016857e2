/// The indicators, each one O(1) step per candle.
@NullMarked
package io.cryptodata.domain.indicator;

import org.jspecify.annotations.NullMarked;
