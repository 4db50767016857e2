/// Which markets are tracked.
@NullMarked
package io.cryptodata.producers.universe;

import org.jspecify.annotations.NullMarked;
