/// `./cda replay`: the indicators of markets, rebuilt from their candles beside live work.
@NullMarked
package io.cryptodata.allinone.cli.replay;

import org.jspecify.annotations.NullMarked;
