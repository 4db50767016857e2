/// What traded when: the seeded market, and what a source of candles promises to a venue's dialect.
@NullMarked
package io.cryptodata.simulator.market;

import org.jspecify.annotations.NullMarked;
