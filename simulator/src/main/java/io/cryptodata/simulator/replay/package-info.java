/// Reads folders of candle files, validates them and serves them as a source.
@NullMarked
package io.cryptodata.simulator.replay;

import org.jspecify.annotations.NullMarked;
