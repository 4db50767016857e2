/// Folders of candle files as a market: reading, judging and serving what they hold.
@NullMarked
package io.cryptodata.simulator.replay;

import org.jspecify.annotations.NullMarked;
