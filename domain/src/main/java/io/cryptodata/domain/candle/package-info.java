/// One closed hour of one market, and the rules by which a row becomes one.
@NullMarked
package io.cryptodata.domain.candle;

import org.jspecify.annotations.NullMarked;
