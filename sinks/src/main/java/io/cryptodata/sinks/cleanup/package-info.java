/// Indicator rows that a later one of the same bucket has replaced, removed once a week and by hand.
@NullMarked
package io.cryptodata.sinks.cleanup;

import org.jspecify.annotations.NullMarked;
