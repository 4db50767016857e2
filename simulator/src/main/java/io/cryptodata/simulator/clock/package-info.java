/// The venues' own time: frozen, or faster than wall time and never past it.
@NullMarked
package io.cryptodata.simulator.clock;

import org.jspecify.annotations.NullMarked;
