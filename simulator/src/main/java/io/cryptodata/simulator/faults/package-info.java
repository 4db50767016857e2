/// How many faults a simulation has, and which request meets which fault; derived from a seed.
@NullMarked
package io.cryptodata.simulator.faults;

import org.jspecify.annotations.NullMarked;
