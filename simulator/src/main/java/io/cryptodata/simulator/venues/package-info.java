/// The list of all simulated venues.
@NullMarked
package io.cryptodata.simulator.venues;

import org.jspecify.annotations.NullMarked;
