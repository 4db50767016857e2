/// The meters of the producers.
@NullMarked
package io.cryptodata.producers.metrics;

import org.jspecify.annotations.NullMarked;
