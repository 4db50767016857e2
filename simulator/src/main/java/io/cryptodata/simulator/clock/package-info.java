/// The simulated time: frozen, or faster than wall time and never ahead of it.
@NullMarked
package io.cryptodata.simulator.clock;

import org.jspecify.annotations.NullMarked;
