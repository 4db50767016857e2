/// The clocks of the venues, read within reason.
@NullMarked
package io.cryptodata.producers.clock;

import org.jspecify.annotations.NullMarked;
