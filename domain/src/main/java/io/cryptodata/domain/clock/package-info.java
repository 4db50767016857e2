/// Clocks: which reading of a venue's clock is believed, and how late it can be by ours.
@NullMarked
package io.cryptodata.domain.clock;

import org.jspecify.annotations.NullMarked;
