/// The chaos test: the real producers against simulated venues with many faults, and a comparison of the resulting topics
/// with the simulated world.
@NullMarked
package io.cryptodata.allinone.chaos;

import org.jspecify.annotations.NullMarked;
