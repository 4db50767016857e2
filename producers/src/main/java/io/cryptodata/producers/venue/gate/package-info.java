/// Gate.io's listing: spot markets and contracts.
@NullMarked
package io.cryptodata.producers.venue.gate;

import org.jspecify.annotations.NullMarked;
