/// Which markets are tracked and why, and the operators' rows.
@NullMarked
package io.cryptodata.api.universe;

import org.jspecify.annotations.NullMarked;
