/// The markets behind the simulated venues: the source interface that dialects read, and the seeded world.
@NullMarked
package io.cryptodata.simulator.market;

import org.jspecify.annotations.NullMarked;
