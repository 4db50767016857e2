/// The pure core: candles, the calendar, indicators, folds and the ledger.
///
/// Nothing here reads a clock, a file or a socket: time, randomness and I/O are arguments.
@NullMarked
package io.cryptodata.domain;

import org.jspecify.annotations.NullMarked;
