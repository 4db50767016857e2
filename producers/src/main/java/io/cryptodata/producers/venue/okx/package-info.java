/// OKX: its HTTP, its answers and its names. Knows no other venue.
@NullMarked
package io.cryptodata.producers.venue.okx;

import org.jspecify.annotations.NullMarked;
