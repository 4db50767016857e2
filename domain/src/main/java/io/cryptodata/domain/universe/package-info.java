/// Which markets are tracked: rules, corrected by operators.
@NullMarked
package io.cryptodata.domain.universe;

import org.jspecify.annotations.NullMarked;
