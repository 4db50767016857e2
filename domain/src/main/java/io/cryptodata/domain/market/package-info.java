/// Markets, and the computed id of one of their hours.
@NullMarked
package io.cryptodata.domain.market;

import org.jspecify.annotations.NullMarked;
