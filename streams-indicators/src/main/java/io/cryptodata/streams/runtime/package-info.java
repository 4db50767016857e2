/// How the stream runs: settings of Kafka's parts, what must be there at start, how far behind it is.
@NullMarked
package io.cryptodata.streams.runtime;

import org.jspecify.annotations.NullMarked;
