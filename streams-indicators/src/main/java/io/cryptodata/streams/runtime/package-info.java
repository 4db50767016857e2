/// How the stream runs: settings of Kafka Streams, dependencies at start, lag.
@NullMarked
package io.cryptodata.streams.runtime;

import org.jspecify.annotations.NullMarked;
