/// Which markets are tracked: rules and the operators' overrides.
@NullMarked
package io.cryptodata.domain.universe;

import org.jspecify.annotations.NullMarked;
