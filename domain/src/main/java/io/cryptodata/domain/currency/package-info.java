/// What prices in other currencies are worth in USDT.
@NullMarked
package io.cryptodata.domain.currency;

import org.jspecify.annotations.NullMarked;
