/// What the simulator serves.
@NullMarked
package io.cryptodata.simulator.config;

import org.jspecify.annotations.NullMarked;
