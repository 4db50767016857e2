/// Who trades what where, and the number that names one of its hours.
@NullMarked
package io.cryptodata.domain.market;

import org.jspecify.annotations.NullMarked;
