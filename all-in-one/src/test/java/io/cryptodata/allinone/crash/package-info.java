/// Streams processes that are killed while candles flow, and a check of every record that they wrote.
@NullMarked
package io.cryptodata.allinone.crash;

import org.jspecify.annotations.NullMarked;
