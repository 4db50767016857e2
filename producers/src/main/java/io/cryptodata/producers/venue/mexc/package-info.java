/// MEXC: its HTTP, its answers and its names. Knows no other venue.
@NullMarked
package io.cryptodata.producers.venue.mexc;

import org.jspecify.annotations.NullMarked;
