/// The meters of the stream.
@NullMarked
package io.cryptodata.streams.metrics;

import org.jspecify.annotations.NullMarked;
